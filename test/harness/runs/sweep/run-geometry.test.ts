import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { predict } from '../../../../generators/model/predict.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../../src/harness/parties/subject/subject.ts';
import { type GeometryResult, runGeometry } from '../../../../src/harness/runs/sweep/run-geometry.ts';
import { sweepStatus } from '../../../../src/harness/runs/sweep/sweep-result.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { plantFault } from '../../../support/planted-fault.ts';

const { oracles } = await findOracles();

const fresh = freshScratch();

function geometry(subject: Subject, asked: typeof oracles, cancel?: AbortSignal): Promise<GeometryResult> {
  const parties = {
    subject,
    predict,
    oracles: asked,
    host: { holeGranularity: 4096n },
    ...(cancel && { cancel }),
  };
  const watcher = { progress: () => {}, found: () => {} };
  return runGeometry(parties, fresh.scratch, 2, 2, { findings: fresh.findings, reduction: 5_000 }, watcher);
}

test.skipIf(oracles.length === 0)('every pair of ways is mapped as the real qemu-imgs do', async () => {
  const result = await geometry(inProcess, oracles);
  expect(result).toMatchObject({ possible: 833, met: 833, findings: [], interrupted: false });
  const maps = oracles.length * result.rows;
  expect(result.tally).toMatchObject({ checks: maps, matched: maps });
  expect(result.tally.skipped).toEqual(new Map());
  expect(sweepStatus(result)).toBe(0);
  expect(readdirSync(fresh.scratch.folder)).toEqual([]);
});

test('a fault in a window is found, without any qemu-img too', async () => {
  const faulty = plantFault(text => text.replace(/^\[\{ "start": (\d*[1-9])\b/, '[{ "start": $10'));
  const result = await geometry(faulty, []);
  expect(sweepStatus(result)).toBe(1);
  expect(result.findings.length).toBeGreaterThan(0);
});

test('ends early, and proves nothing, when it is cancelled', async () => {
  const result = await geometry(inProcess, [], AbortSignal.abort());
  expect(result).toMatchObject({ interrupted: true, met: 0, judged: 0 });
});
