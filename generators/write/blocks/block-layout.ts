import type { TableField } from '../../recipe/recipe.ts';

/** Where the parts of a file with blocks stand. All places are bytes of the file. */
export interface BlockLayout {
  readonly headerAt: number;
  /** The data of the block in slot n begins at `offset + n * stride`. */
  readonly slots: { readonly offset: number; readonly stride: number };
  /** The guest's bytes end here, inside the last block. Absent: its whole blocks are in the file. */
  readonly dataEnd?: number;
  readonly fileLength: number;
  /** The byte that is first in fields and entries. */
  readonly order: 'least first' | 'most first';
  /** The place of an entry; undefined: the file has none. */
  entryPlace(table: TableField, index: number): number | undefined;
  /** The starts of the header and of each table, and the ends of things: where damage is worth a try. */
  readonly places: readonly number[];
}

/** The place of the data of the block in a slot. */
export function placeOfSlot({ slots }: Pick<BlockLayout, 'slots'>, slot: number): number {
  return slots.offset + slot * slots.stride;
}

/** `entryPlace` for a file with one table, of `width` bytes an entry. */
export function inOneTable(
  offset: number,
  entries: number,
  width: number,
): (table: TableField, index: number) => number | undefined {
  return (_, index) => (index < entries ? offset + index * width : undefined);
}
