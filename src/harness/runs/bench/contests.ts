import { emptyImage, mixedChain, mixedImage, type WriteChain } from './images.ts';

/**
 * What is wanted of a contest: so many times less CPU than qemu-img, or no more of it than qemu-img takes, once what an
 * empty Node script takes is put aside.
 */
export type Target = { readonly kind: 'ratio'; readonly least: number } | { readonly kind: 'no slower' };

/** One row of the table. */
export interface Contest {
  readonly name: string;
  readonly write: WriteChain;
  readonly target: Target;
}

const fiveTimes: Target = { kind: 'ratio', least: 5 };
const noSlower: Target = { kind: 'no slower' };

export const contests: readonly Contest[] = [
  {
    name: '64 GiB, 1,048,576 mixed clusters, data in holes of the file',
    write: mixedImage(2 ** 20, 'full'),
    target: fiveTimes,
  },
  {
    name: '64 GiB, 1,048,576 mixed clusters, holes not asked for',
    write: mixedImage(2 ** 20, 'none'),
    target: fiveTimes,
  },
  { name: '20 layers of 163,840 clusters', write: mixedChain(20, 163_840), target: fiveTimes },
  { name: '200 layers of 64 clusters', write: mixedChain(200, 64), target: noSlower },
  { name: '64 TiB, empty', write: emptyImage(2 ** 46), target: noSlower },
  { name: '4 MiB, 64 clusters', write: mixedImage(64, 'none'), target: noSlower },
];

/** Bytes of memory that our map may hold in any contest. */
export const memoryTarget: number = 150e6;

/** Seconds that opening, mapping and closing a small chain may take in process. */
export const inProcessTarget = 0.001;
