import { qedImage } from './block-images/qed-image.ts';
import { vdiImage } from './block-images/vdi-image.ts';
import { vmdkImage } from './block-images/vmdk-image.ts';
import { vpcImage } from './block-images/vpc-image.ts';
import { emptyImage, mixedChain, mixedImage, type WriteChain } from './images.ts';

/**
 * The target of a contest. `ratio`: qemu-img takes at least `least` times our CPU time. `no slower`: our CPU time, without
 * that of an empty Node script, is at most that of qemu-img.
 */
export type Target = { readonly kind: 'ratio'; readonly least: number } | { readonly kind: 'no slower' };

/** One chain that our map and qemu-img are measured on: a row of the table. */
export interface Contest {
  readonly name: string;
  readonly write: WriteChain;
  readonly target: Target;
  /** The bytes of all its tables, which a map has to read. Absent: too few to matter. */
  readonly tableBytes?: number;
}

const sixTimes: Target = { kind: 'ratio', least: 6 };
const noSlower: Target = { kind: 'no slower' };

/** All contests, in the order of the table. */
export const contests: readonly Contest[] = [
  {
    name: '64 GiB, 1,048,576 mixed clusters, data in holes of the file',
    write: mixedImage(2 ** 20, 'full'),
    target: sixTimes,
    tableBytes: 2 ** 23,
  },
  {
    name: '64 GiB, 1,048,576 mixed clusters, no search for holes',
    write: mixedImage(2 ** 20, 'none'),
    target: sixTimes,
    tableBytes: 2 ** 23,
  },
  {
    name: '20 layers of 163,840 clusters',
    write: mixedChain(20, 163_840),
    target: sixTimes,
    tableBytes: 20 * 163_840 * 8,
  },
  { name: 'vdi, 1 TiB, 1,048,576 blocks', write: vdiImage(2 ** 20), target: sixTimes, tableBytes: 2 ** 22 },
  { name: 'vpc, 1 TiB, 1,048,576 blocks', write: vpcImage(2 ** 20), target: sixTimes, tableBytes: 2 ** 22 },
  {
    name: 'vmdk, 64 GiB, 1,048,576 grains',
    write: vmdkImage(2 ** 20),
    target: sixTimes,
    tableBytes: 2 ** 22,
  },
  {
    name: 'qed, 64 GiB, 1,048,576 clusters',
    write: qedImage(2 ** 20),
    target: sixTimes,
    tableBytes: 2 ** 23,
  },
  {
    name: '200 layers of 64 clusters',
    write: mixedChain(200, 64),
    target: sixTimes,
    tableBytes: 200 * 64 * 8,
  },
  { name: '64 TiB, empty', write: emptyImage(2 ** 46), target: noSlower, tableBytes: 2 ** 20 },
  { name: '4 MiB, 64 clusters', write: mixedImage(64, 'none'), target: noSlower },
];

/** Bytes of memory that our map may take in any contest. */
export const memoryTarget: number = 150e6;

/** Seconds that it may take to open, map and close a small chain in process. */
export const inProcessTarget = 0.001;
