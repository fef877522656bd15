import { mappedChain } from '../../../../generators/recipe/query/mapped-chain.ts';
import type { Check } from '../../verdict/check.ts';
import { evidenceOf } from '../signature/evidence.ts';
import { blameOf } from '../signature/fault.ts';
import { decidingState } from '../signature/place.ts';
import { namesCheck } from './misreading-conditions.ts';
import { misreadings } from './misreading-table.ts';
import { any, type Reading } from './reading.ts';
import type { Sighting } from './sighting.ts';

/**
 * What a program may have taken for something else where a map first differs. In which field a misreading shows, or whether the
 * map ends there, depends on the layers around. So sightings of the same misreading are taken for sightings of one fault.
 */
export interface Misreading {
  /** Who is to blame for the difference, in the word of the signature. */
  readonly blame: string;
  /** The model describes the case, so the picture says what was there; in a damaged table it doesn't. */
  readonly isModelled: boolean;
  /** By the table of `misreading-table.ts`; each explains the difference by itself. */
  readonly readings: readonly Reading[];
}

/** Undefined where the table has nothing for the difference, like a crash. */
export function misreadingOf(
  { value, check }: Sighting,
  { isModelled }: Pick<Misreading, 'isModelled'>,
): Misreading | undefined {
  const { verdict } = check;
  const blame = blameOf(verdict);
  if (blame === undefined || !('difference' in verdict)) return undefined;
  const [ours = [], theirs = []] = evidenceOf(check)!.sides.map(({ extents }) => extents);
  const first = {
    difference: verdict.difference,
    chain: mappedChain(value.recipe, value.queries[0] ?? []),
    state: decidingState(verdict, value),
    ours,
    theirs,
    bothFail: bothFail(check),
    isModelled,
  };
  const readings = misreadings.flatMap(row => row.readings(first));
  return readings.length === 0 ? undefined : { blame, isModelled, readings };
}

/** A refusal that only one side makes: the subject checks too much, or too little. */
export interface UnsharedRefusal {
  /** Blame, whose refusal it is, and its words. */
  readonly words: string;
  /** The other side maps the case, so nothing but this refusal is wrong. */
  readonly isAlone: boolean;
}

/** The refusals of a sighting that only one side makes. Of the other side only those in words that name a check. */
export function unsharedRefusalsOf(sighting: Sighting): UnsharedRefusal[] {
  const { blame, readings = [] } = misreadingOf(sighting, { isModelled: false }) ?? {};
  const { verdict } = sighting.check;
  const isAlone = 'difference' in verdict && verdict.difference.kind === 'exit';
  return readings
    .filter(({ misread, recordedAs }) =>
      misread === 'missing check' ? namesCheck(recordedAs) : misread === 'wrong check',
    )
    .map(({ misread, recordedAs }) => ({ words: `${blame}: ${misread}: ${recordedAs}`, isAlone }));
}

/** Whether two sightings may be of the same misreading, as far as both say. */
export function isSameMisreading(left: Misreading | undefined, right: Misreading | undefined): boolean {
  if (left === undefined || right === undefined || left.blame !== right.blame) return false;
  const anyState = !left.isModelled || !right.isModelled;
  return left.readings.some(a => right.readings.some(b => isSameReading(a, b, anyState)));
}

function isSameReading(left: Reading, right: Reading, anyState: boolean): boolean {
  const isSameState = left.misread === right.misread;
  if (left.recordedAs === any || right.recordedAs === any) return isSameState;
  return left.recordedAs === right.recordedAs && (isSameState || anyState);
}

function bothFail({ subject, answer }: Check): boolean {
  const ends = [subject.kind === 'unsupported' ? undefined : subject.outcome.end, answer?.end];
  return ends.every(end => end?.kind === 'exit' && end.status !== 0);
}
