import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import type { Trait } from '../../../generators/wish/wish.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import type { Shard } from '../../harness/runs/campaign/campaign.ts';
import type { ReportOptions } from './report-options.ts';
import type { SubjectOptions } from './subject-options.ts';

/** The options of `map-parity run`. */
export interface RunOptions extends SubjectOptions, ReportOptions {
  readonly seed: number;
  readonly feature: readonly Trait[];
  readonly withoutFeature: readonly CheckFeature[];
  readonly bail?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  /** False with --no-goldens. */
  readonly goldens: boolean;
  readonly cases?: number;
  readonly time?: number;
  /** Milliseconds of one answer. */
  readonly timeout?: number;
  readonly jobs: number;
  readonly oracle: readonly string[];
  readonly findings: string;
  readonly shard: Shard;
  readonly result?: string;
  readonly requireCoverage?: number;
  readonly known: string;
  readonly failOnExpired?: true;
}

/** Milliseconds that the reductions of all findings of a campaign may take together. */
export const allReductions = 120_000;

/**
 * Refuses features that exclude each other.
 *
 * @throws HarnessError `bad-features` if no case has all of them
 */
export function requireCompatible({ seed, feature, withoutFeature }: RunOptions): void {
  const both = feature.find(trait => withoutFeature.includes(trait));
  if (both !== undefined)
    throw new HarnessError('bad-features', `--feature and --without-feature both name ${both}`);
  try {
    caseAt(seed, 0, feature);
  } catch (cause) {
    throw new HarnessError('bad-features', `--feature: ${(cause as Error).message}`, { cause });
  }
}
