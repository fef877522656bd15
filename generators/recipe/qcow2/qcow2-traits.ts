import type { FormatTraits } from '../format-traits.ts';
import type { Qcow2Layer } from '../recipe.ts';
import { clustersPerTable } from './clusters-per-table.ts';
import { normalAttributes } from './normal-attributes.ts';
import type { Qcow2Attributes } from './qcow2-attributes.ts';

const attributes: Readonly<Record<keyof Qcow2Attributes, string>> = {
  version: 'v2',
  backing: 'backing',
  backingFormat: 'fmt',
  extendedL2: 'extl2',
  compression: 'zstd',
  refcountBits: 'refbits',
  refcounts: 'refcounts',
  skeleton: 'skeleton',
  l2: 'l2',
  dataFile: 'data',
  dataFileRaw: 'data-raw',
  encryption: 'crypt',
  dirty: 'dirty',
  corrupt: 'corrupt',
  lazyRefcounts: 'lazy',
  headerLength: 'hdrlen',
  slots: 'at',
  extensions: 'ext',
  snapshots: 'snapshot',
  bitmaps: 'bitmap',
};

export const qcow2Traits: FormatTraits<Qcow2Layer> = {
  states: [
    'unallocated',
    'zero-plain',
    'zero-allocated',
    'data',
    'data-hole',
    'compressed',
    'reserved',
    'illegal',
  ],
  isWrittenCompressed: true,
  attributes,
  required: { version: 3 },
  hasClusters: true,
  unallocated: 'open',
  recordedFormat: format => format,
  countsPartSector: false,
  isProbed: () => true,
  cellsPerTable: clustersPerTable,
  normalAttributes,
};
