import { plainestCell } from '../../../../generators/recipe/cell-row.ts';
import type { MixedCell, SubclusterState, UniformCell } from '../../../../generators/recipe/recipe.ts';
import { clusterState, hostOffset, subclusters } from '../../../map/drivers/qcow2/entry.ts';
import type { ImageFile } from '../../../map/file/image-file.ts';

/** An L2 entry as its words, each as its upper and lower 32 bits; the second word only where entries are extended. */
export interface EntryWords {
  readonly high: number;
  readonly low: number;
  readonly zeros: number;
  readonly allocated: number;
}

/** What an image has its entries read by. */
export interface EntryReading {
  readonly version: number;
  readonly clusterSize: number;
  readonly extended: boolean;
  /** The external data file, where there is one: clusters stand at their guest offsets there. */
  readonly external: boolean;
  readonly dataFile: ImageFile;
}

/**
 * A cluster as a cell, with its host offset in bytes where it takes a host slot; or as one that no cell stands for, and
 * whose words have to be set.
 */
export type DrawnCluster =
  | { readonly kind: 'cell'; readonly cell: UniformCell | MixedCell; readonly host?: number }
  | { readonly kind: 'odd' };

const odd: DrawnCluster = { kind: 'odd' };

/** @param guest the first byte of the cluster */
export function drawCluster(words: EntryWords, guest: number, image: EntryReading): DrawnCluster {
  const { high, low } = words;
  const state = clusterState(high, low, image.external);
  const host = hostOffset(high, low);
  if (state === 'compressed') return image.external ? odd : { kind: 'cell', cell: { state } };
  const hosted = host !== 0 || (image.external && state === 'data');
  if (hosted && (image.external ? host !== guest : host % image.clusterSize !== 0)) return odd;
  if (image.extended) return extendedCluster(words, host, hosted, image);
  if (image.version < 3 && (state === 'zero-plain' || state === 'zero-allocated')) return odd;
  if (state === 'data')
    return { kind: 'cell', cell: { state: dataState(host, image.clusterSize, image) }, host };
  return { kind: 'cell', cell: { state }, ...(hosted && { host }) };
}

/** A cluster is hosted as a whole, or isn't; 32 illegal subclusters alone don't tell. */
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

/** Data whose bytes the host never stored. */
function dataState(host: number, length: number, { dataFile }: EntryReading): 'data' | 'data-hole' {
  const { hole, end } = dataFile.segmentAt(host);
  return hole && end >= host + length ? 'data-hole' : 'data';
}
