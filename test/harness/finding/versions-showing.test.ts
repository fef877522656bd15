import { expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { versionsShowing } from '../../../src/harness/finding/versions-showing.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../src/harness/parties/oracle/oracle.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import { recorded } from '../../../src/map/profile/profile.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { lyingOracleCase, writeLyingOracle } from '../../support/lying-oracle.ts';

const fresh = freshScratch();

test('a finding is tried on all qemu-imgs at hand, and the oldest that shows it comes first', async () => {
  const lying = (await findOracles([writeLyingOracle(fresh.findings, 'flips one field')])).oracles[0]!;
  const honest = (await findOracles([writeLyingOracle(fresh.findings, 'tells the truth')])).oracles[0]!;
  const older: Oracle = { ...lying, name: 'older', profile: { ...recorded['11.1'], version: '10.9.0' } };
  const parties = { subject: inProcess, predict, oracles: [lying], host: { holeGranularity: 4096n } };
  const finding = {
    signature: 'disputed: field depth in unallocated/data',
    value: { ...lyingOracleCase.value, queries: lyingOracleCase.value.queries.slice(0, 1) },
  };
  const lab = { parties, scratch: fresh.scratch };
  expect(await versionsShowing(finding, [lying, honest, older], lab)).toEqual({
    showing: [older, lying],
    others: [honest],
  });
});
