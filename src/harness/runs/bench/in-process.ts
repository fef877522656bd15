import { join } from 'node:path';
import { map, openImage } from '../../../map/index.ts';
import type { Scratch } from '../../files/scratch.ts';
import { mixedChain, topName } from './images.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** Seconds that it takes to open, map and close a chain of three layers in this process, once it has warmed up. */
export function inProcessTime(scratch: Scratch): Spread {
  const folder = scratch.caseFolder();
  mixedChain(3, 16)(folder.path);
  const seconds: number[] = [];
  for (let run = 0; run < 600; run++) {
    const began = performance.now();
    const image = openImage(join(folder.path, topName));
    for (const _ of map(image));
    image.close();
    if (run >= 100) seconds.push((performance.now() - began) / 1000);
  }
  folder.drop();
  return spreadOf(seconds);
}
