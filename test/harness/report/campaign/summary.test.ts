import { describe, expect, test } from 'vitest';
import { summaryLines } from '../../../../src/harness/report/campaign/summary.ts';
import { type Result, resultStatus } from '../../../../src/harness/runs/result/result.ts';
import { emptyTally } from '../../../../src/harness/runs/tally.ts';
import { faultyCampaign } from '../../../support/campaign-result.ts';

const made = faultyCampaign();

test('the summary compares the rate of checks with the bare start rate', () => {
  const result = { ...made.faulty, milliseconds: 1000 };
  const { checks } = result.tally;
  const bare = { jobs: 2, perSecond: 2 * checks, slowest: 1, fastest: 2, slices: 1, milliseconds: 500 };
  expect(summaryLines(result, { bare }).join(' ').replaceAll(/ +/g, ' ')).toContain(
    'the campaign reached 50 % of that',
  );
});

test('the summary says how much of the time went into reductions, if that is much', () => {
  const lines = (reducing: number): string =>
    summaryLines({ ...made.faulty, milliseconds: 10_000 }, { reducing }).join('\n');
  expect(lines(30_000)).toContain('\n  reductions of findings took 30.0 s besides, 75 % of both together\n');
  expect(lines(400)).not.toContain('reductions');
});

/** A finding of the faulty campaign with another blame. */
function blaming(blame: 'subject' | 'qemu' | 'relation', known = false): Result['findings'][number] {
  const [finding] = made.faulty.findings;
  return { ...finding!, known, evidence: { ...finding!.evidence, blame } };
}

test('findings of divergences, relations and crashes are counted separately', () => {
  const tally = { ...made.faulty.tally, divergences: 3, brokenRelations: 4, crashes: 2 };
  const findings = [blaming('subject'), blaming('qemu'), blaming('qemu'), blaming('relation')];
  const lines = summaryLines({ ...made.faulty, tally, findings });
  const text = lines.join(' ').replaceAll(/ +/g, ' ');
  expect(text).toContain(' 3 diverge: 1 new finding;');
  expect(text).toContain(' 4 relations of our maps are broken: 1 new finding;');
  expect(text).toContain(' 2 qemu-img crashed twice: 2 new findings;');
  expect(lines.at(-1)).toMatch(/^verdict: divergence, 4 new findings;/);
});

test('a known finding that an earlier run stored is told, though its cases are only counted', () => {
  const finding = blaming('subject', true);
  const oracles = [{ name: '11.1' } as (typeof made.faulty.oracles)[number]];
  const tally = { ...made.faulty.tally, matched: 5, divergences: 3, exitStatus: 0 as const };
  const stored = {
    phase: 'stored',
    name: finding.signature,
    outcome: 'warned',
    detail: '',
    finding,
  } as const;
  const summaryOf = (findings: Result['findings']): string[] =>
    summaryLines({ ...made.faulty, tally, findings, oracles, preliminaries: [stored] });
  expect(summaryOf([]).join('\n')).toContain(' 3  diverge: nothing new and 1 known');
  expect(summaryOf([]).at(-1)).toMatch(/^verdict: parity with qemu-img 11.1, except for 1 known finding$/);
  expect(summaryOf([finding]).at(-1)).toBe(summaryOf([]).at(-1));
});

test('a failed preliminary is not called a divergence', () => {
  const failing = made.faulty.preliminaries.map(preliminary => ({ ...preliminary, phase: 'known' as const }));
  const verdict = summaryLines({ ...made.faulty, findings: [], preliminaries: failing }).at(-1);
  expect(verdict).toBe('verdict: no new divergence, but known findings fail');
});

test('nothing is proved if qemu-img crashes most of the time', () => {
  const crashing = (crashes: number): Result => {
    const tally = { ...made.faulty.tally, checks: 30, crashes, skipped: new Map(), exitStatus: 0 as const };
    return { ...made.faulty, tally, findings: [], preliminaries: [] };
  };
  expect(resultStatus(crashing(15), undefined)).toBe(0);
  expect(resultStatus(crashing(16), undefined)).toBe(3);
  expect(summaryLines(crashing(16)).at(-1)).toBe(
    'verdict: qemu-img crashes most of the time; nothing is proved',
  );
});

describe('a campaign that checked nothing', () => {
  const nothing = { ...emptyTally(), skipped: new Map([['holes', 4]]) };
  const shard = { index: 0, count: 1 };
  const result = (changes: Partial<Result>): Result => ({
    ...made.faulty,
    ...{ tally: nothing, findings: [], preliminaries: [], shards: [shard], timeUp: false },
    ...changes,
  });
  const shown = (changes: Partial<Result>): [number, string] => [
    resultStatus(result(changes), undefined),
    summaryLines(result(changes)).at(-1)!,
  ];

  test('fails if all its checks were skipped', () => {
    expect(shown({})).toEqual([3, 'verdict: all checks were skipped, so nothing is proved']);
  });

  test('fails if the time was up before the first case, whatever the goldens say', () => {
    const tally = { ...emptyTally(), checks: 5, goldenChecks: 5, matched: 5 };
    const text =
      'verdict: no random case was checked before the time was up, so nothing is proved; give it more --time';
    expect(shown({ tally, timeUp: true })).toEqual([3, text]);
    expect(shown({ tally, timeUp: true, shards: [{ index: 1, count: 8 }] })).toEqual([3, text]);
  });

  test('passes if it is one shard of several, and the others have the cases', () => {
    expect(shown({ shards: [{ index: 1, count: 8 }] })).toEqual([
      0,
      'verdict: this shard has nothing that can be checked',
    ]);
  });
});

test('the verdict of parity names the exceptions', () => {
  const oracles = [{ name: '11.1' } as (typeof made.faulty.oracles)[number]];
  const verdict = (crashes: number, ...findings: Result['findings']): string => {
    const tally = { ...made.faulty.tally, matched: 5, crashes };
    return summaryLines({ ...made.faulty, tally, findings, oracles, preliminaries: [] }).at(-1)!;
  };
  const [known, knownCrash] = [blaming('subject', true), blaming('qemu', true)];
  expect(verdict(0, known)).toBe('verdict: parity with qemu-img 11.1, except for 1 known finding');
  expect(verdict(1, known, knownCrash)).toBe(
    'verdict: parity with qemu-img 11.1, except for 2 known findings',
  );
});

test('a crash that is not known fails like any other finding', () => {
  const tally = { ...made.faulty.tally, crashes: 1, exitStatus: 1 as const };
  const status = (crash: Result['findings'][number]): number =>
    resultStatus({ ...made.faulty, tally, findings: [crash], preliminaries: [] }, undefined);
  expect(status(blaming('qemu'))).toBe(1);
  expect(status(blaming('qemu', true))).toBe(0);
});
