import { plainestCell } from '../../../../../generators/recipe/cells/cell-row.ts';
import type { MixedCell, SubclusterState, UniformCell } from '../../../../../generators/recipe/recipe.ts';
import { subclusters } from '../../../../map/drivers/qcow2/header/features.ts';
import { clusterState, hostOffset } from '../../../../map/drivers/qcow2/tables/entry.ts';
import type { ImageFile } from '../../../../map/file/image-file.ts';
import type { ClusterHome } from '../../../../map/kernel/codes.ts';

/** The words of an L2 entry, in halves of 32 bits. `zeros` and `allocated` are the bitmap of an extended entry. */
export interface EntryWords {
  readonly high: number;
  readonly low: number;
  readonly zeros: number;
  readonly allocated: number;
}

/** How the L2 entries of an image are read. */
export interface EntryReading {
  readonly version: number;
  readonly clusterSize: number;
  readonly extended: boolean;
  /** In an external data file host offsets are guest offsets. */
  readonly home: ClusterHome;
  readonly dataFile: ImageFile;
  /** The image looks preallocated, so map reports holes of its data clusters. In any other image they are data like all others. */
  readonly hasVisibleHoles: boolean;
}

/**
 * A cluster as a cell, with its host offset in bytes if it takes a host slot. `odd`: no cell stands for it, so that its entry
 * must be set by an edit.
 */
export type DrawnCluster =
  | { readonly kind: 'cell'; readonly cell: UniformCell | MixedCell; readonly host?: number }
  | { readonly kind: 'odd' };

const odd: DrawnCluster = { kind: 'odd' };

/**
 * Draws a cluster by its L2 entry.
 *
 * @param guest the first guest byte of the cluster
 */
export function drawCluster(words: EntryWords, guest: number, image: EntryReading): DrawnCluster {
  const { high, low } = words;
  const state = clusterState(high, low, image.home);
  const isExternal = image.home === 'data-file';
  const host = hostOffset(high, low);
  if (state === 'compressed') return isExternal ? odd : { kind: 'cell', cell: { state } };
  const hosted = host !== 0 || (isExternal && state === 'data');
  if (hosted && (isExternal ? host !== guest : host % image.clusterSize !== 0)) return odd;
  if (image.extended) return extendedCluster(words, host, hosted, image);
  if (image.version < 3 && (state === 'zero-plain' || state === 'zero-allocated')) return odd;
  if (state === 'data') return { kind: 'cell', cell: dataCell(host, image), host };
  return { kind: 'cell', cell: { state }, ...(hosted && { host }) };
}

/** Draws a cluster with an extended entry. Whether it has a host cluster can't be told if all 32 subclusters are illegal. */
function extendedCluster(
  { zeros, allocated }: EntryWords,
  host: number,
  hosted: boolean,
  image: EntryReading,
): DrawnCluster {
  const size = image.clusterSize / subclusters;
  const states = Array.from({ length: subclusters }, (_, index): SubclusterState | undefined => {
    const zero = ((zeros >>> index) & 1) !== 0;
    const data = ((allocated >>> index) & 1) !== 0;
    if (zero && data) return 'illegal';
    if (!hosted) return data ? undefined : zero ? 'zero-plain' : 'unallocated';
    if (data) return dataState(host + index * size, size, image);
    return zero ? 'zero-allocated' : 'reserved';
  });
  if (states.includes(undefined) || (hosted && states.every(state => state === 'illegal'))) return odd;
  const runs = states.map(state => ({ state: state!, count: 1 }));
  return { kind: 'cell', cell: plainestCell({ state: 'mixed', subclusters: runs }), ...(hosted && { host }) };
}

/** A data cluster, and which of its 32 parts the host never stored. */
function dataCell(host: number, image: EntryReading): UniformCell | MixedCell {
  const { clusterSize, hasVisibleHoles, dataFile } = image;
  if (!hasVisibleHoles) return { state: 'data' };
  const { hole, end } = dataFile.segmentAt(host, dataFile.length);
  if (end >= host + clusterSize) return { state: hole ? 'data-hole' : 'data' };
  const size = clusterSize / subclusters;
  const parts = Array.from({ length: subclusters }, (_, index) => ({
    state: dataState(host + index * size, size, image),
    count: 1,
  }));
  return plainestCell({ state: 'mixed', subclusters: parts });
}

/** The state of data: a hole if the host never stored its bytes, and that shows. */
function dataState(
  host: number,
  length: number,
  { dataFile, hasVisibleHoles }: EntryReading,
): 'data' | 'data-hole' {
  if (!hasVisibleHoles) return 'data';
  const { hole, end } = dataFile.segmentAt(host, dataFile.length);
  return hole && end >= host + length ? 'data-hole' : 'data';
}
