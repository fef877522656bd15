import { mappedSize } from '../../recipe/mapped-size.ts';
import type { Qcow2Layer } from '../../recipe/recipe.ts';
import type { Band } from '../band.ts';
import type { FormatModel } from '../format-model.ts';
import { isLocked } from '../query/unlocking.ts';
import { byteString } from '../view.ts';
import { qcow2Bands } from './qcow2-bands.ts';
import { unmodelled } from './unmodelled.ts';

export const qcow2Model: FormatModel<Qcow2Layer> = {
  unmodelled,
  isRefused: (layer, { dataFile, unlocking }, passwords) =>
    (dataFile !== undefined && layer.dataFile === undefined) || isLocked(layer, unlocking, passwords),
  view(layer, file, queried) {
    const ownFile = layer.dataFile ?? file;
    const dataFile = queried.dataFile ?? ownFile;
    const found = qcow2Bands(layer, dataFile === ownFile ? 'own file' : 'other file');
    // Nobody knows how much of an export its host has allocated, so map doesn't look for holes in it.
    const bands = queried.servedBy === undefined ? found : found.map(withoutDoubt);
    return {
      length: mappedSize(layer),
      bands: layer.encryption === undefined ? bands : bands.map(withoutOffset),
      file: byteString(dataFile),
    };
  },
};

function withoutDoubt(band: Band): Band {
  return band.state === 'doubtful' ? { ...band, state: 'data' } : band;
}

/** Encrypted data can't be used in place: map reports no offset for it. */
function withoutOffset({ start, end, state }: Band): Band {
  return { start, end, state };
}
