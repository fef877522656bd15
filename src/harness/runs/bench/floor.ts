import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mixedImage, topName } from './images.ts';
import { measure } from './measure.ts';
import type { Track } from './race.ts';
import { type Spread, spreadOf } from './statistics.ts';

const clusters = 2 ** 20;
const tableBytes = 8 * clusters;
const pieceBytes = 65_536;

/** Reads the tables once and copies as many bytes as a map prints, without any logic. */
const script = `
const { openSync, readSync, writeSync } = require('node:fs');
const [from, end, output] = process.argv.slice(2).map(Number);
const file = openSync('${topName}');
const piece = Buffer.alloc(${pieceBytes});
const copy = Buffer.alloc(${pieceBytes});
for (let at = from; at < end; at += piece.length) readSync(file, piece, 0, piece.length, at);
for (let left = output; left > 0; left -= copy.length) {
  piece.copy(copy);
  writeSync(1, copy, 0, Math.min(left, copy.length));
}
process.exit(0);
`;

/**
 * CPU seconds of what is physically left of mapping 64 GiB in mixed clusters, without a search for holes: a Node script that reads
 * the tables once and copies the output once.
 *
 * @throws HarnessError `bench-run`
 */
export async function floorTime({ ours, scratch, runs }: Track): Promise<Spread> {
  const folder = scratch.caseFolder();
  try {
    mixedImage(clusters, 'none')(folder.path);
    await measure([...ours, 'map', '--output=json', topName], folder.path, 'ours');
    writeFileSync(join(folder.path, 'floor.cjs'), script);
    // Behind the tables is a cluster without refcounts.
    const end = statSync(join(folder.path, topName)).size - pieceBytes;
    const output = statSync(join(folder.path, 'ours')).size;
    const words = [end - tableBytes, end, output].map(String);
    const cpu: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const usage = await measure([process.execPath, 'floor.cjs', ...words], folder.path, '/dev/null');
      if (run > 0) cpu.push(usage.cpu);
    }
    return spreadOf(cpu);
  } finally {
    folder.drop();
  }
}
