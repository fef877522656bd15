import type { Qcow2Layer } from '../../recipe/recipe.ts';
import { layoutOf } from '../../write/qcow2/layout.ts';
import type { Qcow2Layout } from '../../write/qcow2/qcow2-layout.ts';

/** What damage of a qcow2 layer aims at. Places are bytes of the file. */
export interface Landmarks {
  readonly layout: Qcow2Layout;
  /** Where the header proper ends and its extensions begin. */
  readonly headerEnd: number;
  /** Where the header, each table and the clusters begin, and the end of the file. */
  readonly places: readonly bigint[];
}

/** The landmarks of a layer that writers can write. */
export function landmarksOf(layer: Qcow2Layer): Landmarks {
  const layout = layoutOf(layer);
  const { refcounts, l1, l2, slots, compressed, fileLength } = layout;
  const places = [
    0n,
    refcounts.table.offset,
    ...refcounts.blocks.slice(0, 2).map(({ offset }) => offset),
    l1.offset,
    ...l2.tables.slice(0, 4).map(({ offset }) => offset),
    slots.offset,
    compressed.offset,
    fileLength,
  ];
  const headerEnd = layer.version === 2 ? 72 : (layer.headerLength ?? 104);
  return { layout, headerEnd, places: [...new Set(places)] };
}
