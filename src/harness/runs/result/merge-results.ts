import { joinCoverage } from '../../../../generators/coverage/coverage.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Shard } from '../campaign/campaign.ts';
import { addTallies } from '../tally.ts';
import { joinPreliminaries } from './preliminary.ts';
import type { Result } from './result.ts';
import type { ResultFinding } from './result-finding.ts';

/**
 * Merges the results of all shards of a campaign. It takes one after the other, so that a thousand take no more memory than two.
 *
 * @throws HarnessError `bad-file` if they have different seeds or divisions, or if a shard is there twice or is missing: a
 * gate must not pass on half a campaign
 */
export function mergeResults(results: Iterable<Result>): Result {
  let merged: Result | undefined;
  for (const result of results) {
    if (merged !== undefined) requireSameCampaign(merged, result);
    merged = merged === undefined ? result : joinResults(merged, result);
  }
  if (merged === undefined) throw new HarnessError('bad-file', 'no results to merge');
  requireAllShards(merged.shards);
  return merged;
}

function joinResults(one: Result, other: Result): Result {
  return {
    ...one,
    shards: [...one.shards, ...other.shards],
    next: Math.min(one.next, other.next),
    milliseconds: one.milliseconds + other.milliseconds,
    interrupted: one.interrupted || other.interrupted,
    timeUp: one.timeUp || other.timeUp,
    preliminaries: joinPreliminaries([...one.preliminaries, ...other.preliminaries]),
    tally: addTallies(one.tally, other.tally),
    coverage: joinCoverage(one.coverage, other.coverage),
    findings: joinFindings([...one.findings, ...other.findings]),
    lost: [...one.lost, ...other.lost],
  };
}

/** Refuses a result that is no further part of the same campaign. */
function requireSameCampaign(merged: Result, result: Result): void {
  const [{ count }] = merged.shards as [Shard];
  const [shard] = result.shards as [Shard];
  const differences: Readonly<Record<string, boolean>> = {
    subjects: result.subject !== merged.subject,
    seeds: result.seed !== merged.seed,
    features:
      result.features.join() !== merged.features.join() || result.without.join() !== merged.without.join(),
    oracles: bannersOf(result.oracles) !== bannersOf(merged.oracles),
    divisions: shard.count !== count,
  };
  const [what] = Object.keys(differences).filter(name => differences[name]);
  if (what !== undefined)
    fail(`the results have different ${what}: shard ${nameOf(shard)} differs from those before it`);
  const twice = result.shards.find(({ index }) => merged.shards.some(before => before.index === index));
  if (twice !== undefined) fail(`a shard is there twice: ${nameOf(twice)}`);
}

function requireAllShards(shards: readonly Shard[]): void {
  const [{ count }] = shards as [Shard];
  const present = new Set(shards.map(({ index }) => index));
  let index = 0;
  while (present.has(index)) index += 1;
  if (index < count) fail(`shard ${nameOf({ index, count })} is missing`);
}

function nameOf({ index, count }: Shard): string {
  return `${index + 1}/${count}`;
}

function fail(message: string): never {
  throw new HarnessError('bad-file', message, { next: 'Merge the results of all shards of one campaign.' });
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
