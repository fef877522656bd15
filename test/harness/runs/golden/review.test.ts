import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { recordingLines } from '../../../../src/harness/report/golden/recording-lines.ts';
import { type Golden, printGolden } from '../../../../src/harness/runs/golden/golden-text.ts';
import type { Recording } from '../../../../src/harness/runs/golden/recording.ts';
import { type Decision, reviewRecords } from '../../../../src/harness/runs/golden/review.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const value = { ...parseRows(['top.qcow2 qcow2 64k |.#|', 'map top.qcow2']), notes: ['why'] };

function goldens(stdout: string): Golden[] {
  const outcome = {
    stdout: Buffer.from(stdout),
    stderr: Buffer.alloc(0),
    end: { kind: 'exit', status: 0 } as const,
  };
  return [
    {
      query: value.queries[0]!,
      outcomes: new Map([
        ['5.2', outcome],
        ['7.2', outcome],
      ]),
    },
  ];
}

const [old, now] = [goldens('Offset\n0 old\n9 end\n'), goldens('Offset\n0 new\n9 end\n')];

function changed(name: string): Recording {
  const recorded = join(folder.path, `${name}.out`);
  const state = { kind: 'changed', before: old } as const;
  return { golden: { name, value, recorded }, goldens: now, text: printGolden(now), state };
}

const changes = ['1', '2', '3'].map(changed);
beforeEach(() => {
  for (const { golden } of changes) writeFileSync(golden.recorded, printGolden(old));
});

/** Whether each record holds the new outcome after these decisions. */
async function acceptedBy(...decisions: Decision[]): Promise<boolean[]> {
  await reviewRecords(changes, async (_recording, index) => decisions[index]!);
  expect(changes.some(({ golden }) => existsSync(`${golden.recorded}.part`))).toBe(false);
  return changes.map(({ golden, text }) => readFileSync(golden.recorded, 'utf8') === text);
}

describe('a review', () => {
  test('writes the accepted records only', async () => {
    expect(await acceptedBy('accept', 'reject', 'accept')).toEqual([true, false, true]);
  });

  test('asks no further after "accept all" or "stop"', async () => {
    expect(await acceptedBy('reject', 'accept all')).toEqual([false, true, true]);
    expect(await acceptedBy('stop')).toEqual([false, true, true]);
  });

  test('shows the picture, and below it the old and the new lines', () => {
    expect(recordingLines(changes[0]!)).toEqual([
      '1',
      '# why\ntop.qcow2 qcow2 64k |.#|',
      '',
      'map top.qcow2',
      '-- 5.2 7.2',
      '  > Offset\n- > 0 old\n+ > 0 new\n  > 9 end',
    ]);
  });
});
