import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { replayFindings } from '../../../src/harness/campaign/replay.ts';
import { replayedLines } from '../../../src/harness/report/replayed.ts';
import { openScratch, type Scratch } from '../../../src/harness/scratch/scratch.ts';
import { storeFinding } from '../../../src/harness/store/finding.ts';
import { inProcess } from '../../../src/harness/subject/in-process.ts';
import type { Subject } from '../../../src/harness/subject/subject.ts';
import { plantFault } from '../../support/planted-fault.ts';

let scratch: Scratch;
let root: string;
beforeAll(async () => {
  scratch = await openScratch();
  root = mkdtempSync(join(tmpdir(), 'replay-test-'));
  storeFinding(root, 'unknown: field depth in data', parseRows(['#', '.']));
});
afterAll(() => {
  scratch.close();
  rmSync(root, { recursive: true, force: true });
});

async function replay(subject: Subject): Promise<{ kinds: string[]; lines: string[] }> {
  const parties = { subject, predict, oracles: [], host: { holeGranularity: 4096n } };
  const replayed = await replayFindings(parties, scratch, root);
  expect(replayed).toHaveLength(1);
  return { kinds: [...replayed[0]!.kinds], lines: replayedLines(replayed) };
}

describe('replayFindings', () => {
  it('sees that a fault is still there', async () => {
    const { kinds, lines } = await replay(plantFault(text => text.replaceAll('"depth": 1', '"depth": 2')));
    expect(kinds).toEqual(['unknown: field depth in data']);
    expect(lines).toEqual([
      'stored: 1 finding of earlier runs, 1 still there',
      expect.stringMatching(/^ {2}still there: unknown: field depth in data: map-parity try .*found\.case$/),
    ]);
  });

  it('sees that a fault is gone', async () => {
    const { kinds, lines } = await replay(inProcess);
    expect(kinds).toEqual([]);
    expect(lines[1]).toMatch(/^ {2}gone: unknown: field depth in data: .* can be removed$/);
  });
});

it('nothing is said where nothing is stored', () => {
  expect(replayedLines([])).toEqual([]);
});
