import { defaultHeaderLength } from '../../recipe/qcow2/default-header-length.ts';
import type { Qcow2Layer } from '../../recipe/recipe.ts';
import { layoutOf } from '../../write/qcow2/layout/layout.ts';
import type { Qcow2Layout } from '../../write/qcow2/layout/qcow2-layout.ts';

/** The places in a qcow2 layer that damage aims at. In bytes of the file. */
export interface Landmarks {
  readonly layout: Qcow2Layout;
  /** The end of the header without its extensions. */
  readonly headerEnd: number;
  /** The starts of the header, of each table and of the clusters, and the end of the file. */
  readonly places: readonly bigint[];
}

/** The landmarks of a layer that can be written. */
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
  const headerEnd = layer.headerLength ?? defaultHeaderLength(layer);
  return { layout, headerEnd, places: [...new Set(places)] };
}
