import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { openBareMeter } from '../../../../src/harness/runs/campaign/bare-rate.ts';
import { writeLyingOracle } from '../../../support/lying-oracle.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

test('the meter counts the starts of each slice', async () => {
  const { oracles } = await findOracles([writeLyingOracle(folder.path, 'tells the truth')]);
  const meter = openBareMeter(oracles, scratch, 2);
  expect(meter.rate()).toBeUndefined();
  await meter.measureSlice();
  await meter.measureSlice();
  const { jobs, slices, slowest, perSecond, fastest } = meter.rate()!;
  meter.close();
  expect({ jobs, slices }).toEqual({ jobs: 2, slices: 2 });
  expect(slowest).toBeGreaterThan(0);
  expect(perSecond).toBeGreaterThanOrEqual(slowest);
  expect(fastest).toBeGreaterThanOrEqual(perSecond);
});

test('programs that cannot be started have no rate', async () => {
  const { oracles } = await findOracles([writeLyingOracle(folder.path, 'tells the truth')]);
  const gone = oracles.map(oracle => ({ ...oracle, program: { file: '/nowhere/qemu-img', leading: [] } }));
  const meter = openBareMeter(gone, scratch, 2);
  await meter.measureSlice();
  await meter.measureSlice();
  expect(meter.rate()).toBeUndefined();
  meter.close();
});
