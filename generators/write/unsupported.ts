import type { Qcow2Layer } from '../recipe/recipe.ts';
import { WriteError } from './write-error.ts';

const unsupported: readonly (keyof Qcow2Layer)[] = [
  'extendedL2',
  'compression',
  'refcountBits',
  'dataFile',
  'encryption',
  'dirty',
  'corrupt',
  'lazyRefcounts',
  'snapshots',
];

/** Refuses what can't be written yet. */
export function refuseUnsupported(layer: Qcow2Layer): void {
  const feature = unsupported.find(key => layer[key] !== undefined);
  if (feature !== undefined)
    throw new WriteError('unsupported', `${layer.name}: ${feature} is not supported yet`);
}
