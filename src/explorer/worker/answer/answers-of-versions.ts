import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { Stretch } from '../../../drawing/layer-cells.ts';
import type { FileSource } from '../../../map/portable.ts';
import { type BehaviourValues, behaviours } from '../../../map/profile/behaviours/table.ts';
import { changingBehaviours } from '../../../map/profile/changing-behaviours.ts';
import { newest, type RecordedName, recorded } from '../../../map/profile/profile.ts';
import { type Answer, mostBytes, type RawAnswer, rawAnswer, readAnswer, sameAnswer } from './answer.ts';

/** The answer of some versions, and why it is another than the one before. */
export interface VersionsAnswer {
  readonly versions: readonly RecordedName[];
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
}

/** A row of the table of behaviours. */
export interface Reason {
  readonly name: string;
  readonly why: string;
}

/** What some versions answer. */
interface Found {
  readonly versions: RecordedName[];
  readonly given: RawAnswer;
}

/** The answers of all versions. Of a map that is too long, that of the window. */
export function answersOfVersions(
  asked: Query,
  source: FileSource,
  window: Stretch | undefined,
): VersionsAnswer[] {
  const words =
    window !== undefined && rawAnswer(asked, newest, source).isCut ? withWindow(asked, window) : asked;
  const found: (Found & { readonly reasons: readonly Reason[] })[] = [];
  for (const version of Object.keys(recorded) as RecordedName[]) {
    const given = rawAnswer(words, recorded[version], source);
    const last = found.at(-1);
    if (last !== undefined && sameAnswer(last.given, given)) last.versions.push(version);
    else {
      const reasons = last === undefined ? [] : reasonsFor(words, source, { before: last, version });
      found.push({ versions: [version], given, reasons });
    }
  }
  return found.map(({ versions, given, reasons }) => ({ versions, reasons, answer: readAnswer(given) }));
}

function withWindow(words: Query, { start, end }: Stretch): Query {
  return words.some(word => word.startsWith('--context'))
    ? words
    : [...words, '-s', `${start}`, '-l', `${end - start}`];
}

/** Most differences show at the beginning of a long answer, which is had sooner. */
const beginning = 2 ** 13;

/** The rows of the table of behaviours by which a version answers otherwise than the ones before. */
function reasonsFor(
  words: Query,
  source: FileSource,
  { before, version }: { readonly before: Found; readonly version: RecordedName },
): Reason[] {
  const older = recorded[before.versions.at(-1)!];
  const namesWithin = (most: number, given: RawAnswer): (keyof BehaviourValues)[] =>
    changingBehaviours(
      older,
      recorded[version],
      profile => !sameAnswer(rawAnswer(words, profile, source, most), given),
    );
  const isShort = before.given.outcome.stdout.length <= beginning;
  const soon = isShort ? [] : namesWithin(beginning, rawAnswer(words, older, source, beginning));
  const names = soon.length > 0 ? soon : namesWithin(mostBytes, before.given);
  return names.map(name => ({ name, why: behaviours[name].why }));
}
