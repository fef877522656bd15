import type { HeaderBacking } from '../backing.ts';
import { hostSlotCount, joinRuns } from '../cells/cell-row.ts';
import type { DirtyBitmap, Qcow2Layer } from '../recipe.ts';
import { defaultHeaderLength } from './default-header-length.ts';
import type { Qcow2Attributes } from './qcow2-attributes.ts';

/** The attributes of a layer without those that equal their defaults. `usual` is the backing file by default. */
export function normalAttributes(layer: Qcow2Layer, usual: HeaderBacking): Qcow2Attributes {
  const { backing, backingFormat, headerLength, slots, extensions, snapshots, bitmaps } = layer;
  const name = backing === undefined ? usual.name : backing;
  const usualFormat = name === null ? null : usual.format;
  const inOrder = slots?.every((slot, at) => slot === at) && slots.length === hostSlotCount(layer.cells);
  return {
    version: layer.version,
    ...(backing === undefined || backing === usual.name ? {} : { backing }),
    ...(backingFormat === undefined || backingFormat === usualFormat ? {} : { backingFormat }),
    ...pick(layer, ['extendedL2', 'compression']),
    ...(layer.refcountBits === 16 ? {} : pick(layer, ['refcountBits'])),
    ...pick(layer, [
      ...(layer.skeleton ? [] : (['refcounts'] as const)),
      'skeleton',
      'l2',
      'dataFile',
      'dataFileRaw',
      'encryption',
      'dirty',
      'corrupt',
      'lazyRefcounts',
    ]),
    ...(headerLength === undefined || headerLength === defaultHeaderLength(layer) ? {} : { headerLength }),
    ...(slots === undefined || inOrder ? {} : { slots: [...slots] }),
    ...(extensions === undefined || extensions.length === 0
      ? {}
      : { extensions: extensions.map(({ type, data }) => ({ type, data: data.toLowerCase() })) }),
    ...(snapshots === undefined || snapshots.length === 0
      ? {}
      : { snapshots: snapshots.map(({ name, cells }) => ({ name, cells: joinRuns(cells) })) }),
    ...(bitmaps === undefined || bitmaps.length === 0 ? {} : { bitmaps: bitmaps.map(normalBitmap) }),
  };
}

/** The bitmap with its row in normal form. */
function normalBitmap({ name, granularity, disabled, inUse, cells }: DirtyBitmap): DirtyBitmap {
  return {
    name,
    granularity,
    ...(disabled && { disabled }),
    ...(inUse && { inUse }),
    cells: joinRuns(cells),
  };
}

/** The attributes in `keys` that the layer states. */
function pick<K extends keyof Qcow2Attributes>(
  layer: Qcow2Layer,
  keys: readonly K[],
): Partial<Pick<Qcow2Attributes, K>> {
  const stated = keys.filter(key => layer[key] !== undefined).map(key => [key, layer[key]]);
  return Object.fromEntries(stated) as Partial<Pick<Qcow2Attributes, K>>;
}
