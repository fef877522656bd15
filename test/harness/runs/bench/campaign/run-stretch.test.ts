import { expect, test } from 'vitest';
import { emptyCoverage } from '../../../../../generators/coverage/coverage.ts';
import type { StoredSighting } from '../../../../../src/harness/finding/investigate.ts';
import { runStretch } from '../../../../../src/harness/runs/bench/campaign/run-stretch.ts';
import { type CaseRecord, emptyRecord } from '../../../../../src/harness/runs/workers/case/case-record.ts';
import type { CaseTask } from '../../../../../src/harness/runs/workers/case/case-task.ts';
import type { Crew } from '../../../../../src/harness/runs/workers/crew/crew.ts';

test('a stretch begins the cases again and again until it must not go on, and counts what they come to', async () => {
  const begun: number[] = [];
  const crew = {
    async run(_: 'cases', next: () => CaseTask | undefined, done: (record: CaseRecord) => void) {
      for (let task = next(); task !== undefined; task = next()) {
        begun.push(task.index);
        const record = emptyRecord();
        done({ ...record, tally: { ...record.tally, cases: 1, checks: 2 } });
      }
    },
    reduce: async (sighting: StoredSighting) => sighting,
    coverage: emptyCoverage,
    close: async () => {},
  } as unknown as Crew;
  const { cases, checks, seconds } = await runStretch(crew, [7, 8, 9], count => count < 5);
  expect(begun).toEqual([7, 8, 9, 7, 8]);
  expect([cases, checks]).toEqual([5, 10]);
  expect(seconds).toBeGreaterThan(0);
});
