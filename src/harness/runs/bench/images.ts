import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, clusterBytes, tableEntries, writeImage } from './write-image.ts';

/** The file name of the image that is mapped. Its format is probed. */
export const topName = 'top.img';

/** Writes a chain into a folder; its top is `topName`. */
export type WriteChain = (folder: string) => void;

/**
 * The clusters of a layer, at random by `seed`: `unallocated` of `of` are unallocated, the others are data, zero-plain and
 * zero-allocated in equal parts.
 */
function* mixed(clusters: number, seed: number, unallocated: number, of: number): Generator<Cluster> {
  const states = ['data', 'zero-plain', 'zero-allocated'] as const;
  let state = seed + 1;
  for (let number = 0; number < clusters; number++) {
    // xorshift32 (Marsaglia 2003)
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const drawn = (state >>> 8) % (of * states.length);
    if (drawn >= unallocated * states.length) yield [number, states[drawn % states.length]!];
  }
}

/** One layer, of which a quarter is unallocated. */
export function mixedImage(clusters: number, refcounts: 'full' | 'none'): WriteChain {
  return folder =>
    writeImage(join(folder, topName), {
      size: clusters * clusterBytes,
      clusters: mixed(clusters, 0, 1, 4),
      refcounts,
    });
}

/** A chain whose layers are unallocated in seven of eight clusters, so that each layer decides somewhere. */
export function mixedChain(layers: number, clusters: number): WriteChain {
  return folder => {
    for (let layer = 0; layer < layers; layer++) {
      writeImage(join(folder, layer === layers - 1 ? topName : `${layer}.qcow2`), {
        size: clusters * clusterBytes,
        clusters: mixed(clusters, layer, 7, 8),
        refcounts: 'none',
        ...(layer > 0 && { backing: `${layer - 1}.qcow2` }),
      });
    }
  };
}

/** An image of `size` bytes with a header and an empty L1 table only. */
export function emptyImage(size: number): WriteChain {
  return folder => writeImage(join(folder, topName), { size, clusters: [], refcounts: 'full' });
}

/**
 * An image of `l1Entries` L1 entries, of which the first `tables` have the same L2 table of mixed clusters: what a map reads is large,
 * and the file is not.
 */
export function repeatedTable(l1Entries: number, tables: number): WriteChain {
  return folder => {
    mixedImage(tableEntries, 'none')(folder);
    const file = openSync(join(folder, topName), 'r+');
    const header = Buffer.alloc(64);
    readSync(file, header, 0, header.length, 0);
    const l1 = Buffer.alloc(8 * l1Entries);
    readSync(file, l1, 0, 8, Number(header.readBigUInt64BE(40)));
    l1.fill(l1.subarray(0, 8), 0, 8 * tables);
    l1.fill(0, 8 * tables);
    const l1At = fstatSync(file).size;
    header.writeBigUInt64BE(BigInt(l1Entries * tableEntries * clusterBytes), 24);
    header.writeUInt32BE(l1Entries, 36);
    header.writeBigUInt64BE(BigInt(l1At), 40);
    writeSync(file, header, 0, header.length, 0);
    writeSync(file, l1, 0, l1.length, l1At);
    ftruncateSync(file, l1At + Math.ceil(l1.length / clusterBytes) * clusterBytes);
    closeSync(file);
  };
}

/** An image with `tables` L2 tables of one data cluster each. */
export function sparseTables(tables: number): WriteChain {
  return folder =>
    writeImage(join(folder, topName), {
      size: tables * tableEntries * clusterBytes,
      clusters: Array.from({ length: tables }, (_, table): Cluster => [table * tableEntries, 'data']),
      refcounts: 'none',
    });
}
