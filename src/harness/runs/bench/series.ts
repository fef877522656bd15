import { emptyImage, mixedChain, mixedImage, sparseTables, type WriteChain } from './images.ts';

/** A series of chains that differ in one size only. */
export interface Series {
  readonly name: string;
  /** Names what `sizes` count. */
  readonly unit: string;
  /** Names a single one of them. */
  readonly one: string;
  readonly sizes: readonly number[];
  readonly write: (size: number) => WriteChain;
}

/** All series. */
export const series: readonly Series[] = [
  {
    name: 'clusters',
    unit: 'thousand clusters, three in four with an entry',
    one: 'a thousand clusters',
    sizes: [32, 64, 128, 256, 512],
    write: thousands => mixedImage(thousands * 1000, 'none'),
  },
  {
    name: 'layers',
    unit: 'layers of 8,192 clusters',
    one: 'a layer',
    sizes: [10, 20, 40, 80, 160],
    write: layers => mixedChain(layers, 8192),
  },
  {
    name: 'allocated L2 tables',
    unit: 'tables of one data cluster',
    one: 'a table',
    sizes: [128, 256, 512, 1024, 2048],
    write: sparseTables,
  },
  {
    name: 'virtual size',
    unit: 'TiB, nothing allocated',
    one: 'a TiB',
    sizes: [4, 8, 16, 32, 64],
    write: terabytes => emptyImage(terabytes * 2 ** 40),
  },
];
