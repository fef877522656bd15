import type { Qcow2Layer } from '../../recipe/recipe.ts';
import type { FormatArbitrary } from '../layer/format-arbitrary.ts';
import { layerInChain } from './layer-in-chain.ts';
import { withState } from './with-state.ts';

export const qcow2Arbitrary: FormatArbitrary<Qcow2Layer> = {
  layer: layerInChain,
  leastCell: 512,
  withState,
  harmlessOptions: [
    { 'lazy-refcounts': false },
    { 'pass-discard-other': 'on' },
    { 'overlap-check': 'all' },
    { 'cache-size': '1M' },
    { 'l2-cache-entry-size': 512 },
    { backing: null },
  ],
  mapOptions: () => [],
};
