import type { Qcow2Layer } from '../recipe/recipe.ts';
import { WriteError } from './write-error.ts';

/** Refuses what can't be written yet. */
export function refuseUnsupported(layer: Qcow2Layer): void {
  if (layer.encryption !== undefined)
    throw new WriteError('unsupported', `${layer.name}: encryption is not supported yet`);
}
