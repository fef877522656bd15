import { readFileSync } from 'node:fs';
import type { SeedFile, Stretch } from '../../../../generators/attack/seed-image.ts';

/** Stretches with fewer zeros between them are one. */
const shortestGap = 8;

/** Reads a file of a seed. */
export function readSeedFile(path: string, name: string): SeedFile {
  const bytes = readFileSync(path);
  return { name, length: bytes.length, stretches: [...stretchesOf(bytes)] };
}

function* stretchesOf(bytes: Buffer): Generator<Stretch> {
  let start = firstSet(bytes, 0);
  while (start < bytes.length) {
    let [end, next] = [start, start];
    while (next < bytes.length && next - end < shortestGap) {
      end = next + 1;
      next = firstSet(bytes, end);
    }
    yield { at: start, bytes: Buffer.from(bytes.subarray(start, end)) };
    start = next;
  }
}

const zeros = Buffer.alloc(4096);

/** The first byte from `at` on that isn't zero; the length, if there is none. */
function firstSet(bytes: Buffer, at: number): number {
  let place = at;
  while (place < bytes.length) {
    if (place % zeros.length === 0 && bytes.length - place >= zeros.length) {
      if (bytes.compare(zeros, 0, zeros.length, place, place + zeros.length) === 0) {
        place += zeros.length;
        continue;
      }
    }
    if (bytes[place] !== 0) return place;
    place += 1;
  }
  return bytes.length;
}
