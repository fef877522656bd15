import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../../src/harness/parties/subject/subject.ts';
import { type GeometryResult, runGeometry } from '../../../../src/harness/runs/sweep/run-geometry.ts';
import { sweepStatus } from '../../../../src/harness/runs/sweep/sweep-result.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../../support/investigation.ts';
import { plantFault } from '../../../support/planted-fault.ts';

const { oracles } = await findOracles();

const fresh = freshScratch();

function geometry(subject: Subject, used: typeof oracles, cancel?: AbortSignal): Promise<GeometryResult> {
  const parties = { ...judgedByModel(subject), oracles: used, ...(cancel && { cancel }) };
  const watcher = { progress: () => {}, found: () => {} };
  return runGeometry(investigationOf(parties, fresh, 5_000), 2, 2, watcher);
}

test.skipIf(oracles.length === 0)(
  'every pair of geometry factors has the maps of the real qemu-imgs',
  async () => {
    const result = await geometry(inProcess, oracles);
    expect(result).toMatchObject({ possible: 833, covered: 833, findings: [], interrupted: false });
    const maps = oracles.length * result.rows;
    expect(result.tally).toMatchObject({ checks: maps, matched: maps });
    expect(result.tally.skipped).toEqual(new Map());
    expect(sweepStatus(result)).toBe(0);
    expect(readdirSync(fresh.scratch.folder)).toEqual([]);
  },
);

test('a fault in a window is found even without a qemu-img', async () => {
  const faulty = plantFault(text => text.replace(/^\[\{ "start": (\d*[1-9])\b/, '[{ "start": $10'));
  const result = await geometry(faulty, []);
  expect(sweepStatus(result)).toBe(1);
  expect(result.findings.length).toBeGreaterThan(0);
});

test('a cancelled sweep ends early and proves nothing', async () => {
  const result = await geometry(inProcess, [], AbortSignal.abort());
  expect(result).toMatchObject({ interrupted: true, covered: 0, judged: 0 });
});
