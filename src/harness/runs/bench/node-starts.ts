import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scratch } from '../../files/scratch.ts';
import { measure, type Usage } from './measure.ts';

/** What so many starts of an empty Node script cost, after one that warms up. */
export async function nodeStarts(scratch: Scratch, count: number): Promise<Usage[]> {
  const folder = scratch.caseFolder();
  writeFileSync(join(folder.path, 'empty.cjs'), '');
  const usages: Usage[] = [];
  for (let run = 0; run <= count; run++) {
    usages.push(await measure([process.execPath, 'empty.cjs'], folder.path, '/dev/null'));
  }
  folder.drop();
  return usages.slice(1);
}
