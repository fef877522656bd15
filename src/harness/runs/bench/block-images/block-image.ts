import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { topName, type WriteChain } from '../images.ts';

/** Bytes at a place of a file. */
export type Part = readonly [at: number, bytes: Buffer];

export const sector = 512;

/** An image of a million blocks, half of which are allocated. */
export interface BlockImage {
  readonly blocks: number;
  /** Bytes of the file that a block takes. */
  readonly blockBytes: number;
  /** Where the first allocated block is in the file, in bytes. The data of all are holes of the file. */
  readonly dataAt: number;
  /** Header and tables. */
  readonly parts: () => readonly Part[];
}

/** Writes such an image. */
export function writeBlocks({ blocks, blockBytes, dataAt, parts }: BlockImage): WriteChain {
  return folder => {
    const file = openSync(join(folder, topName), 'w');
    for (const [at, bytes] of parts()) writeSync(file, bytes, 0, bytes.length, at);
    ftruncateSync(file, dataAt + allocatedBlocks(blocks) * blockBytes);
    closeSync(file);
  };
}

/** Calls `visit` for each allocated block of so many, with its index and the number of allocated ones before it. */
export function forEachAllocated(blocks: number, visit: (block: number, before: number) => void): void {
  let before = 0;
  for (let block = 0; block < blocks; block++) if (isAllocated(block)) visit(block, before++);
}

/** How many of so many blocks are allocated. */
export function allocatedBlocks(blocks: number): number {
  let count = 0;
  forEachAllocated(blocks, () => count++);
  return count;
}

/** Fibonacci hashing (Knuth, volume 3, 6.4): half of the blocks, without a pattern. */
function isAllocated(block: number): boolean {
  return Math.imul(block + 1, 0x9e3779b1) >>> 31 === 1;
}
