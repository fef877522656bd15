import { spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { defaultLimits } from '../../../../src/harness/parties/oracle/program.ts';
import { openBareMeter } from '../../../../src/harness/runs/campaign/bare-rate.ts';
import type { BareStarts } from '../../../../src/harness/runs/campaign/bare-starter.ts';
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
  const meter = openBareMeter({ oracles }, scratch, 2);
  expect(meter.rate()).toBe('the campaign was too short');
  await meter.measureSlice();
  await meter.measureSlice();
  const rate = meter.rate();
  if (typeof rate === 'string') throw new Error(rate);
  const { jobs, slices, slowest, perSecond, fastest } = rate;
  meter.close();
  expect({ jobs, slices }).toEqual({ jobs: 2, slices: 2 });
  expect(slowest).toBeGreaterThan(0);
  expect(perSecond).toBeGreaterThanOrEqual(slowest);
  expect(fastest).toBeGreaterThanOrEqual(perSecond);
});

test('programs that cannot be started have no rate', async () => {
  const { oracles } = await findOracles([writeLyingOracle(folder.path, 'tells the truth')]);
  const gone = oracles.map(oracle => ({ ...oracle, program: { file: '/nowhere/qemu-img', leading: [] } }));
  const meter = openBareMeter({ oracles: gone }, scratch, 2);
  await meter.measureSlice();
  await meter.measureSlice();
  expect(meter.rate()).toBe('the process that starts them has ended');
  meter.close();
});

describe('a qemu-img that hangs', () => {
  /** The pids of the programs that the meter has started. */
  const running = (): string[] =>
    readdirSync('/proc').filter(pid => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(scratch.folder);
      } catch {
        return false;
      }
    });

  async function hanging(): Promise<Oracle[]> {
    return [...(await findOracles([writeLyingOracle(folder.path, 'hangs')])).oracles];
  }

  test('ends the slice when one answer may take no longer, and is killed', async () => {
    const limits = { ...defaultLimits, milliseconds: 500 };
    const meter = openBareMeter({ oracles: await hanging(), limits }, scratch, 2);
    await meter.measureSlice();
    expect(meter.rate()).toBe('a qemu-img hangs');
    meter.close();
    while (running().length > 0) await pause(5);
  });

  test('ends the slice when it is cancelled, and is killed', async () => {
    const cancel = new AbortController();
    const meter = openBareMeter({ oracles: await hanging(), cancel: cancel.signal }, scratch, 2);
    const slice = meter.measureSlice();
    while (running().length === 0) await pause(5);
    cancel.abort();
    await slice;
    await meter.measureSlice();
    expect(meter.rate()).toBe('the campaign was too short');
    meter.close();
    while (running().length > 0) await pause(5);
  });

  test('ends with the process that measures, however that ends', async () => {
    const [{ program }] = (await hanging()) as [Oracle];
    const place = scratch.caseFolder();
    const script = fileURLToPath(
      new URL('../../../../src/harness/runs/campaign/bare-starter.ts', import.meta.url),
    );
    const starts: BareStarts = { commands: [[program.file, 'map']], folder: place.path, jobs: 2 };
    const starter = spawn(process.execPath, [script, JSON.stringify(starts)], {
      ...{ detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
    });
    starter.stdin!.write('500\n');
    while (running().length === 0) await pause(5);
    // As the kernel does it when the other end is killed.
    starter.stdin!.destroy();
    while (running().length > 0) await pause(5);
  });
});
