import type { FormatTraits } from '../format-traits.ts';
import type { RawLayer } from '../recipe.ts';

export const rawTraits: FormatTraits<RawLayer> = {
  states: ['unallocated', 'data'],
  isWrittenCompressed: false,
  attributes: {},
  required: {},
  hasClusters: false,
  unallocated: 'hole',
  recordedFormat: () => null,
  countsPartSector: true,
  isProbed: () => true,
  cellsPerTable: () => Number.POSITIVE_INFINITY,
  normalAttributes: () => ({}),
};
