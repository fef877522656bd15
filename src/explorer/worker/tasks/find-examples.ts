import type { BehaviourValues } from '../../../map/profile/behaviours/table.ts';
import { type Profile, profileNamed } from '../../../map/profile/profile.ts';
import { isRecorded, ownOutcome, type RecordedQuery } from '../answer/own-outcome.ts';
import { openInput } from '../open/open-input.ts';
import type { RecordedCase } from './check-golden.ts';

/** A golden in which a row of the table of behaviours is looked for. */
export interface Candidate extends RecordedCase {
  readonly name: string;
}

/** A query whose recorded answers change by that row. */
export interface Example {
  readonly golden: string;
  /** The place of the query in the golden. */
  readonly query: number;
}

interface Wanted {
  readonly behaviour: string;
  readonly candidates: readonly Candidate[];
}

/** As many goldens as one reads of one behaviour. */
const enough = 3;

/** The first goldens in which a row of the table of behaviours explains how a recorded answer changes. */
export function findExamples({ behaviour, candidates }: Wanted): Example[] {
  const examples: Example[] = [];
  for (const { name, text, queries } of candidates) {
    const query = queryThatChanges(behaviour as keyof BehaviourValues, text, queries);
    if (query !== undefined) examples.push({ golden: name, query });
    if (examples.length === enough) break;
  }
  return examples;
}

function queryThatChanges(
  name: keyof BehaviourValues,
  text: string,
  queries: readonly RecordedQuery[],
): number | undefined {
  const possible = queries.flatMap((outcomes, index) =>
    outcomes.slice(1).flatMap((after, at) => {
      const before = outcomes[at]!;
      const [older, newer] = [profileNamed(before.versions.at(-1)!), profileNamed(after.versions[0]!)];
      return older[name] === newer[name] ? [] : [{ index, before, older, newer }];
    }),
  );
  if (possible.length === 0) return undefined;
  const opened = openIfPossible(text);
  return possible.find(({ index, before, older, newer }) => {
    const isOlder = (profile: Profile): boolean =>
      opened !== undefined && isRecorded(ownOutcome(opened.queries[index]!, profile, opened.source), before);
    return !isOlder({ ...older, [name]: newer[name] }) && isOlder(older);
  })?.index;
}

/** The files of some goldens can't be made on a page: they explain nothing there. */
function openIfPossible(text: string): ReturnType<typeof openInput> | undefined {
  try {
    return openInput({ kind: 'text', text });
  } catch {
    return undefined;
  }
}
