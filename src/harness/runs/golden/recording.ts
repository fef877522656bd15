import { existsSync, readFileSync } from 'node:fs';
import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import type { GoldenCase } from './golden-cases.ts';
import { type Golden, parseGolden, printGolden, type RecordedOutcomes } from './golden-text.ts';
import { outcomeLines } from './outcome-text.ts';
import { byVersion } from './recorded-from.ts';

/** The new outcomes of a golden case, and how they compare with its record. */
export interface Recording {
  readonly golden: GoldenCase;
  /** The new outcomes, and the recorded ones of other versions. */
  readonly goldens: readonly Golden[];
  readonly text: string;
  readonly state: RecordingState;
}

/**
 * `new`: there is no record, or one of other queries. `same`: the record holds all of them. `added`: versions are added, and no
 * recorded outcome differs. `changed`: a recorded outcome differs, so a person has to look at it.
 */
export type RecordingState =
  | { readonly kind: 'new' | 'same' | 'added' }
  | { readonly kind: 'changed'; readonly before: readonly Golden[] };

/** Compares the new outcomes of a case, query by query, with its record. Writes nothing. */
export function recordingOf(golden: GoldenCase, news: readonly Golden[]): Recording {
  const before = readRecord(golden);
  const goldens = news.map(({ query, outcomes }, index) => ({
    query,
    outcomes: merged(before?.[index]?.outcomes ?? new Map(), outcomes),
  }));
  const text = printGolden(goldens);
  return { golden, goldens, text, state: stateOf(golden, text, before, news) };
}

/** Writes a recording: all of it or nothing. */
export function writeRecording({ golden, text }: Recording): void {
  writeAtomically(golden.recorded, text);
}

/** The record of a case; undefined if there is none, or one of other queries. */
function readRecord({ recorded, value }: GoldenCase): readonly Golden[] | undefined {
  if (!existsSync(recorded)) return undefined;
  try {
    return parseGolden(readFileSync(recorded, 'utf8'), value.queries);
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'golden-stale') return undefined;
    throw error;
  }
}

function merged(before: RecordedOutcomes, news: RecordedOutcomes): RecordedOutcomes {
  return new Map([...new Map([...before, ...news])].sort(([a], [b]) => byVersion(a, b)));
}

function stateOf(
  { recorded }: GoldenCase,
  text: string,
  before: readonly Golden[] | undefined,
  news: readonly Golden[],
): RecordingState {
  if (before === undefined) return { kind: 'new' };
  if (readFileSync(recorded, 'utf8') === text) return { kind: 'same' };
  const differs = news.some(({ outcomes }, index) =>
    [...outcomes].some(([version, outcome]) => {
      const old = before[index]!.outcomes.get(version);
      return old !== undefined && textOf(old) !== textOf(outcome);
    }),
  );
  return differs ? { kind: 'changed', before } : { kind: 'added' };
}

const textOf = (outcome: Outcome): string => outcomeLines(outcome).join('\n');
