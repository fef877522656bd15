import type { BlockLayer, TableField } from '../../recipe/recipe.ts';
import { entryCount, placedBlocks } from './placed-blocks.ts';

/** A table of tables, `l1`, and those of the tables, `l2`, that a block needs. Sizes and places are bytes. */
export interface TwoLevels {
  readonly directoryAt: number;
  /** The places of the tables, by the index of their directory entry. */
  readonly tables: ReadonlyMap<number, number>;
  /** Where the first table begins, if there is one. */
  readonly first: number;
  /** Where the last table ends. */
  readonly end: number;
  /** The place of an entry; undefined: the file has none. */
  entryPlace(field: TableField, index: number): number | undefined;
}

/** Where the tables of a layer are. */
export function twoLevels(
  layer: BlockLayer,
  shape: {
    readonly directoryAt: number;
    /** The place of the first table. Tables follow each other. */
    readonly firstTableAt: (directoryEntries: number) => number;
    readonly entriesPerTable: number;
    readonly tableBytes: number;
    readonly entryBytes: 4 | 8;
  },
): TwoLevels {
  const { directoryAt, entriesPerTable, tableBytes, entryBytes } = shape;
  const entries = entryCount(layer);
  const directoryEntries = Math.ceil(entries / entriesPerTable);
  const first = shape.firstTableAt(directoryEntries);
  const indexes = new Set([...placedBlocks(layer)].map(({ index }) => Math.floor(index / entriesPerTable)));
  const tables = new Map([...indexes].map((index, order) => [index, first + order * tableBytes]));
  return {
    directoryAt,
    tables,
    first,
    end: first + tables.size * tableBytes,
    entryPlace(field, index) {
      if (index >= (field === 'l1' ? directoryEntries : entries)) return undefined;
      if (field === 'l1') return directoryAt + entryBytes * index;
      const table = tables.get(Math.floor(index / entriesPerTable));
      return table === undefined ? undefined : table + entryBytes * (index % entriesPerTable);
    },
  };
}
