import { expect, it } from 'vitest';
import { summaryLines } from '../../../src/harness/report/summary.ts';
import { faultyCampaign } from '../../support/campaign-result.ts';

const made = faultyCampaign();

it('says which share of the bare rate the checks are', () => {
  const result = { ...made.faulty, milliseconds: 1000 };
  const { checks } = result.tally;
  const bare = { jobs: 2, perSecond: 2 * checks, least: 1, most: 2, slices: 1, milliseconds: 500 };
  expect(summaryLines(result, { bare }).join(' ').replaceAll(/ +/g, ' ')).toContain(
    'the campaign reached 50 % of that',
  );
});

it('counts crashes of qemu-img and what they are apart from divergences', () => {
  const result = made.faulty;
  const [finding] = result.findings;
  const crash = { ...finding!, evidence: { ...finding!.evidence, blame: 'qemu' as const } };
  const tally = { ...result.tally, divergences: 3, crashes: 2 };
  const text = summaryLines({ ...result, tally, findings: [finding!, crash, crash] })
    .join(' ')
    .replaceAll(/ +/g, ' ');
  expect(text).toContain(' 3 diverge: 1 new finding;');
  expect(text).toContain(' 2 qemu-img crashed, twice alike: 2 new findings;');
});

it('says what parity leaves out', () => {
  const [finding] = made.faulty.findings;
  const tally = { ...made.faulty.tally, matched: 5, divergences: 0, exitStatus: 0 as const };
  const [oracle] = [{ name: '11.1' } as (typeof made.faulty.oracles)[number]];
  const said = (...findings: (typeof made.faulty)['findings']): string =>
    summaryLines({ ...made.faulty, tally, findings, oracles: [oracle!], preliminaries: [] }).at(-1)!;
  const [known, crash] = [
    { ...finding!, known: true },
    { ...finding!, known: false },
  ];
  expect(said()).toBe('verdict: parity with qemu-img 11.1');
  expect(said(known)).toBe('verdict: parity with qemu-img 11.1, but for 1 known finding');
  expect(said(crash)).toBe('verdict: parity with qemu-img 11.1, but for crashes of its own');
  expect(said(known, crash, known)).toBe(
    'verdict: parity with qemu-img 11.1, but for 2 known findings, and for crashes of its own',
  );
});
