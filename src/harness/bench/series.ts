import { emptyImage, mixedChain, mixedImage, sparseTables, type WriteChain } from './images.ts';

/** One size that grows, all else being equal. */
export interface Series {
  readonly name: string;
  /** What `sizes` count. */
  readonly unit: string;
  readonly sizes: readonly number[];
  readonly write: (size: number) => WriteChain;
}

export const series: readonly Series[] = [
  {
    name: 'clusters, three in four an extent',
    unit: 'thousand clusters',
    sizes: [32, 64, 128, 256, 512],
    write: thousands => mixedImage(thousands * 1000, 'none'),
  },
  {
    name: 'layers',
    unit: 'layers of 8,192 clusters',
    sizes: [10, 20, 40, 80, 160],
    write: layers => mixedChain(layers, 8192),
  },
  {
    name: 'allocated L2 tables',
    unit: 'tables of one data cluster',
    sizes: [512, 1024, 2048, 4096, 8192],
    write: sparseTables,
  },
  {
    name: 'virtual size',
    unit: 'TiB, nothing allocated',
    sizes: [4, 8, 16, 32, 64],
    write: terabytes => emptyImage(terabytes * 2 ** 40),
  },
];
