import { emptyCoverage, joinCoverage } from '../../../../generators/coverage/coverage.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { addTallies, emptyTally } from '../tally.ts';
import { joinPreliminaries } from './preliminary.ts';
import type { Result } from './result.ts';
import type { ResultFinding } from './result-finding.ts';

/**
 * Merges the results of all shards of a campaign.
 *
 * @throws HarnessError `bad-file` if they have different seeds or divisions, or if a shard is there twice or is missing: a
 * gate must not pass on half a campaign
 */
export function mergeResults(results: readonly Result[]): Result {
  const [first] = results;
  if (first === undefined) throw new HarnessError('bad-file', 'no results to merge');
  const shards = results.flatMap(result => result.shards);
  requireWholeCampaign(results, first, shards);
  return {
    subject: first.subject,
    seed: first.seed,
    features: first.features,
    without: first.without,
    shards,
    next: Math.min(...results.map(({ next }) => next)),
    milliseconds: results.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    interrupted: results.some(({ interrupted }) => interrupted),
    timeUp: results.some(({ timeUp }) => timeUp),
    preliminaries: joinPreliminaries(results.flatMap(({ preliminaries }) => preliminaries)),
    tally: results.map(({ tally }) => tally).reduce(addTallies, emptyTally()),
    coverage: results.map(({ coverage }) => coverage).reduce(joinCoverage, emptyCoverage()),
    findings: joinFindings(results.flatMap(({ findings }) => findings)),
    oracles: first.oracles,
    lost: results.flatMap(({ lost }) => lost),
  };
}

/** Refuses results that are not exactly the shards of one campaign. */
function requireWholeCampaign(
  results: readonly Result[],
  { subject, seed, features, without, oracles }: Result,
  shards: Result['shards'],
): void {
  const fail = (message: string): never => {
    throw new HarnessError('bad-file', message, {
      next: 'Merge the results of all shards of one campaign.',
    });
  };
  if (results.some(result => result.subject !== subject)) fail('the results have different subjects');
  if (results.some(result => result.seed !== seed)) fail('the results have different seeds');
  if (
    results.some(
      result => result.features.join() !== features.join() || result.without.join() !== without.join(),
    )
  )
    fail('the results have different features');
  const banners = bannersOf(oracles);
  if (results.some(result => bannersOf(result.oracles) !== banners))
    fail('the results have different oracles');
  const count = shards[0]!.count;
  if (shards.some(shard => shard.count !== count)) fail('the results have different divisions');
  if (new Set(shards.map(({ index }) => index)).size < shards.length) fail('a shard is there twice');
  const missing = [...Array(count).keys()].filter(index => !shards.some(shard => shard.index === index));
  if (missing.length > 0) fail(`shard ${missing[0]! + 1}/${count} is missing`);
}

/** Identifies the oracles, wherever they are installed. */
function bannersOf(oracles: Result['oracles']): string {
  return JSON.stringify(oracles.map(({ name, banner }) => [name, banner]));
}

/** Joins findings of the same signature: all oracles, the earliest sighting, and the report of the first machine. */
function joinFindings(findings: readonly ResultFinding[]): ResultFinding[] {
  const joined = new Map<string, ResultFinding>();
  for (const finding of findings) {
    const before = joined.get(finding.signature);
    joined.set(finding.signature, {
      ...(before ?? finding),
      oracles: [...new Set([...(before?.oracles ?? []), ...finding.oracles])],
      checks: (before?.checks ?? 0) + finding.checks,
      known: finding.known && before?.known !== false,
      ...earliestSighting(before, finding),
    });
  }
  return [...joined.values()];
}

function earliestSighting(
  before: ResultFinding | undefined,
  finding: ResultFinding,
): Pick<ResultFinding, 'met'> {
  const all = [before?.met, finding.met].filter(met => met !== undefined);
  const [first] = all.toSorted((a, b) => a.milliseconds - b.milliseconds);
  return first === undefined ? {} : { met: first };
}
