import type { HeaderBacking } from './backing.ts';
import type { AttributeName, CellState, Layer } from './recipe.ts';

/** What rooms that know no format by name need to know about one. */
export interface FormatTraits<L extends Layer> {
  /** The states that cells can have. */
  readonly states: readonly CellState[];
  /** Whether qemu writes compressed clusters. Of some formats it only reads them. */
  readonly isWrittenCompressed: boolean;
  /** The attributes of the format, each with its word in the notation. */
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>;
  /** The attributes that every layer states, at their plainest values. */
  readonly required: Omit<Partial<L>, 'format'>;
  /** True: tables map each cell, a cluster, to its place in the file. False: cells stand in the file in guest order. */
  readonly hasClusters: boolean;
  /**
   * What an unallocated cell is: open to the layer below, a hole in the file, which reads as zeros, zeros without a place, or
   * data, as all cells of a format of which map is told nothing.
   */
  readonly unallocated: 'open' | 'hole' | 'zero' | 'data';
  /** The format that a header records for a backing file of a format; null: none. */
  recordedFormat(format: string): string | null;
  /** qemu takes every backing file for an image of the format itself. Absent: the header records its format, or it is probed. */
  readonly onlyOverItself?: true;
  /** A character that the name of a backing file can't have. Absent: it can have all. */
  readonly endsNames?: string;
  /** Whether qemu counts the last sector of a size that ends inside one. */
  readonly countsPartSector: boolean;
  /** Whether probing finds the format of a layer. */
  isProbed(layer: L): boolean;
  /** How many cells one table describes. Infinity: there are no tables. */
  cellsPerTable(layer: L): number;
  /** The attributes of a layer without those that equal their defaults. `usual` is the backing file by default. */
  normalAttributes(layer: L, usual: HeaderBacking): Omit<Partial<L>, 'format'>;
}
