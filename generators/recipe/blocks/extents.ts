import { posix } from 'node:path';
import { joinRuns } from '../cells/cell-row.ts';
import type { BlockLayer, CellRun } from '../recipe.ts';
import { virtualSize } from '../virtual-size.ts';
import { statedKind } from './block-layer.ts';

/** A part of a layer that has a file of its own, which the layer's file names. */
export interface LayerExtent {
  /** Where it begins in the guest, in bytes. */
  readonly start: number;
  /** The part as a layer by itself. Its name is that of its file. */
  readonly layer: BlockLayer;
}

/** The extents of a layer, in guest order. None: its blocks are in its own file, or there is no block. */
export function extentsOf(layer: BlockLayer): LayerExtent[] {
  if (statedKind(layer)?.hasExtents !== true) return [];
  const size = Number(virtualSize(layer));
  const length = layer.extentSize ?? size;
  return Array.from({ length: size === 0 ? 0 : Math.ceil(size / length) }, (_, index) => {
    const { format, subformat, unit, cells } = layer;
    const start = index * length;
    const part = {
      format,
      subformat,
      name: extentName(layer, index),
      unit,
      cells: cut(cells, start / unit, length / unit),
      size: BigInt(Math.min(length, size - start)),
    };
    return { start, layer: part as BlockLayer };
  });
}

/** Some cells of a row. */
function cut(cells: readonly CellRun[], from: number, count: number): CellRun[] {
  let at = 0;
  return joinRuns(
    cells.map(run => {
      const start = Math.max(at, from);
      at += run.count;
      return { ...run, count: Math.max(0, Math.min(at, from + count) - start) };
    }),
  );
}

/**
 * The file of an extent, in the folder of the layer's. A descriptor has no way to spell a quotation mark, and qemu 5.2 reads
 * options and protocols in names, so all but plain characters become `_`.
 */
function extentName(layer: BlockLayer, index: number): string {
  const { dir, name: stem } = posix.parse(layer.name);
  const kind = statedKind(layer)!.showsHoles ? 'f' : 's';
  const plain = stem.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return posix.join(dir, `${plain}-${kind}${String(index + 1).padStart(3, '0')}.${layer.format}`);
}
