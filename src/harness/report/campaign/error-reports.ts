import { visibleLine } from '../../../map/basics/visible.ts';
import type { Tally } from '../../runs/tally.ts';
import { plural } from '../words/plural.ts';

/** A report on each error of an oracle: how often it was met, a case, and the command that tries that again. */
export function errorReports({ oracleErrors }: Pick<Tally, 'oracleErrors'>): string[] {
  return [...oracleErrors].map(([error, { times, example }]) => {
    const { origin, replay, unkept } = example;
    return [
      `oracle error: qemu-img ${error}`,
      `  ${plural(times, 'time')}, for example in ${origin}`,
      ...(replay === undefined ? [] : [`  replay: ${replay}`]),
      ...(unkept === undefined
        ? []
        : [`  not kept: ${unkept}. Make room there, or name another folder by --findings.`]),
    ]
      .map(visibleLine)
      .join('\n');
  });
}
