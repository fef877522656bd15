import { readFileSync } from 'node:fs';
import { type CheckFeature, featuresOfCheck } from '../../../generators/coverage/check-features.ts';
import { printQuery } from '../../../generators/recipe/picture/print/print-query.ts';
import { type GoldenCase, goldenCases } from '../../harness/runs/golden/golden-cases.ts';
import { type Golden, parseGolden } from '../../harness/runs/golden/golden-text.ts';
import { recordedVersions } from '../../harness/runs/golden/recorded-from.ts';
import type { RecordedOutcome, RecordedQuery } from '../worker/answer/own-outcome.ts';

/** What was recorded of the goldens. */
export interface PackedGoldens {
  /** All versions that something was recorded of, oldest first. */
  readonly versions: readonly string[];
  readonly goldens: readonly PackedGolden[];
}

/** A golden: a case, and what real qemu-imgs printed for it. */
export interface PackedGolden {
  readonly name: string;
  /** Why the case exists. */
  readonly note: string;
  /** The case in the picture notation. */
  readonly text: string;
  readonly features: readonly CheckFeature[];
  readonly queries: readonly PackedQuery[];
}

export interface PackedQuery {
  readonly query: string;
  /** Versions that printed the same bytes are together. */
  readonly outcomes: RecordedQuery;
}

/** All goldens with their records, in the order of their numbers. */
export function goldensPack(): PackedGoldens {
  return { versions: recordedVersions(), goldens: goldenCases().map(packed) };
}

function packed({ name, value, recorded }: GoldenCase): PackedGolden {
  const { recipe, queries, notes } = value;
  const features = queries.flatMap(query => featuresOfCheck(recipe, query));
  return {
    name,
    note: notes.join(' '),
    text: readFileSync(recorded.replace(/\.out$/, '.case'), 'utf8'),
    features: [...new Set(features)],
    queries: parseGolden(readFileSync(recorded, 'utf8'), queries).map(packedQuery),
  };
}

function packedQuery({ query, outcomes }: Golden): PackedQuery {
  const groups = new Map<string, RecordedOutcome>();
  for (const [version, { stdout, stderr, end }] of outcomes) {
    if (end.kind !== 'exit' && end.kind !== 'signal')
      throw new Error(`${version}: a record ends so: ${end.kind}`);
    const outcome = { stdout: stdout.toString(), stderr: stderr.toString(), end };
    const key = JSON.stringify(outcome);
    groups.set(key, { versions: [...(groups.get(key)?.versions ?? []), version], ...outcome });
  }
  return { query: printQuery(query), outcomes: [...groups.values()] };
}
