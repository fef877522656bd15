import type { Check } from '../verdict/check.ts';

/** The answers of the subject in checks that have a feature. */
export interface FeatureCount {
  /** Judged by an oracle, or refused. */
  readonly tried: number;
  /** The oracle gives the same answer. */
  readonly agreed: number;
  /** The subject can't read the image or the query, and says so by name. */
  readonly refused: number;
}

const none: FeatureCount = { tried: 0, agreed: 0, refused: 0 };

/** Counts one check under each of its features. What the oracle could not judge isn't counted. */
export function countFeatures(
  counts: Map<string, FeatureCount>,
  { verdict, subject }: Pick<Check, 'verdict' | 'subject'>,
  features: readonly string[],
): void {
  const agreed = Number(verdict.kind === 'match');
  const refused = Number(verdict.kind === 'skipped' && subject.kind === 'unsupported');
  if (agreed + refused === 0 && verdict.kind !== 'divergence') return;
  for (const name of features) counts.set(name, sumOf(counts.get(name), { tried: 1, agreed, refused }));
}

/** The sums of two counts, by feature. */
export function addFeatureCounts(
  left: ReadonlyMap<string, FeatureCount>,
  right: ReadonlyMap<string, FeatureCount>,
): Map<string, FeatureCount> {
  const sums = new Map(left);
  for (const [name, count] of right) sums.set(name, sumOf(sums.get(name), count));
  return sums;
}

function sumOf(left: FeatureCount = none, right: FeatureCount = none): FeatureCount {
  return {
    tried: left.tried + right.tried,
    agreed: left.agreed + right.agreed,
    refused: left.refused + right.refused,
  };
}
