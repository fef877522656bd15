import type { Check } from '../../verdict/check.ts';
import { evidenceOf } from '../signature/evidence.ts';
import { mappedChain } from '../signature/mapped-chain.ts';
import { culpritOf, decidingState } from '../signature/signature.ts';
import { misreadings, type Reading } from './misreading-table.ts';
import type { Sighting } from './sighting.ts';

/**
 * What the culprit may have taken for something else where a map first differs. In which field a misreading shows, or whether the
 * map ends there, depends on the layers around. So sightings of the same misreading are taken for sightings of one fault.
 */
export interface Misreading {
  readonly culprit: string;
  /** The model describes the case, so the picture says what was there; in a damaged table it doesn't. */
  readonly isModelled: boolean;
  /** By the table of `misreading-table.ts`; each explains the difference by itself. */
  readonly readings: readonly Reading[];
}

/** Undefined where the table has nothing for the difference: a refusal, for example, has no place. */
export function misreadingOf({ value, check }: Sighting, isModelled: boolean): Misreading | undefined {
  const { verdict } = check;
  const culprit = culpritOf(verdict);
  if (culprit === undefined || !('difference' in verdict)) return undefined;
  const [ours = [], theirs = []] = evidenceOf(check)!.sides.map(({ extents }) => extents);
  const shown = {
    difference: verdict.difference,
    chain: mappedChain(value.recipe, value.queries[0] ?? []),
    state: decidingState(verdict, value),
    ours,
    theirs,
    bothFail: bothFail(check),
    isModelled,
  };
  const readings = misreadings.flatMap(row => row.readings(shown));
  return readings.length === 0 ? undefined : { culprit, isModelled, readings };
}

/** Whether two sightings may be of the same misreading, as far as both say. */
export function isSameMisreading(left: Misreading | undefined, right: Misreading | undefined): boolean {
  if (left === undefined || right === undefined || left.culprit !== right.culprit) return false;
  const anyState = !left.isModelled || !right.isModelled;
  return left.readings.some(a => right.readings.some(b => isSameReading(a, b, anyState)));
}

function isSameReading(left: Reading, right: Reading, anyState: boolean): boolean {
  if (left.as === undefined || right.as === undefined) return left.of === right.of;
  return left.as === right.as && (left.of === right.of || anyState);
}

function bothFail({ subject, answer }: Check): boolean {
  const ends = [subject.kind === 'unsupported' ? undefined : subject.outcome.end, answer?.end];
  return ends.every(end => end?.kind === 'exit' && end.status !== 0);
}
