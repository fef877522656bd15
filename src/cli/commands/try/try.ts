import { Command, Option } from 'commander';
import type { Profile } from '../../../map/profile/profile.ts';
import { profileArgument } from '../../options/arguments/profile-argument.ts';
import { examples } from '../../options/help.ts';
import { jsonOption } from '../../options/json-option.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import {
  adapterOption,
  type SubjectOptions,
  subjectOf,
  subjectOption,
} from '../../options/subject-options.ts';
import { limitsOf, timeoutOption } from '../../options/timeout-option.ts';
import { type Session, withSession } from '../../session/session.ts';
import { caseOfWords } from './case-of-words.ts';
import { bisectStatus, bisectStatusOf } from './git-bisect.ts';
import { tryAgain } from './try-again.ts';
import { type TryManner, tryCase } from './try-case.ts';
import { worstStatus } from './worst-status.ts';

interface TryOptions extends SubjectOptions {
  readonly oracle: readonly string[];
  readonly gitBisect?: boolean;
  readonly timeout?: number;
  readonly profile?: Profile;
  readonly json?: true;
  readonly watch?: true;
}

/** `map-parity try`: one chain, mapped by all programs. */
export function tryCommand(end: (status: number) => void): Command {
  return new Command('try')
    .summary('map one chain with every qemu-img and with ours, and compare')
    .description('write one chain, map it with every qemu-img and with our map, and compare the outputs')
    .argument(
      '<rows...>',
      "rows, base first: '####....' '.0z#.0z#'; whole lines of the notation; or a .case file",
    )
    .addOption(oracleOption())
    .addOption(subjectOption())
    .addOption(adapterOption())
    .addOption(timeoutOption())
    .option(
      '--profile <version>',
      'what every qemu-img must print: the map of this version, like 6.0 (default: of the version that it behaves like)',
      profileArgument,
    )
    .option(
      '--git-bisect',
      'for `git bisect run`: end with 1 also if a qemu-img crashes, and with 125 (skip) if nothing could be judged',
    )
    .addOption(jsonOption('try'))
    .addOption(
      new Option('--watch', 'try again whenever the .case file changes, until Ctrl-C').conflicts([
        'json',
        'gitBisect',
      ]),
    )
    .addHelpText(
      'after',
      `\nCells: . unallocated  0 zero-plain  z zero-allocated  # data  ~ data never written  c compressed\n` +
        `With extl2: - reserved  ! illegal bitmap  [#{8}-{24}] 32 subclusters\n` +
        examples([
          "try '####....' '.0z#.0z#'",
          "try 'base.raw raw 4k size=5000 |##|' 'top.qcow2 qcow2 512 |.0z#cc......|' 'map -s 1k top.qcow2'",
          'try found.case --oracle build/qemu-img',
          'try found.case --json',
          'try mine.case --watch',
        ]),
    )
    .action(async (rows: string[], options: TryOptions) => {
      const tried = (): Promise<number> => tryRows(rows, options);
      end(await (options.gitBisect === true ? bisectStatus(tried) : tried()));
    });
}

function tryRows(
  rows: readonly string[],
  { oracle, gitBisect, profile, timeout, json, watch, ...subject }: TryOptions,
): Promise<number> {
  const value = caseOfWords(rows);
  const manner: TryManner = {
    output: json === true ? 'json' : 'lines',
    statusOf: gitBisect === true ? bisectStatusOf : worstStatus,
  };
  const work = (session: Session): Promise<number> =>
    watch === true ? tryAgain(session, rows) : tryCase(session, value, manner);
  return withSession(oracle, work, {
    subject: subjectOf(subject),
    limits: limitsOf(timeout),
    ...(profile !== undefined && { profile }),
  });
}
