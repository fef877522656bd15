import { mappedSize } from '../../recipe/mapped-size.ts';
import type { RawLayer } from '../../recipe/recipe.ts';
import { nbdkit } from '../../recipe/served.ts';
import type { Band } from '../band.ts';
import { isSince } from '../extent.ts';
import type { FormatModel } from '../format-model.ts';
import { byteString } from '../view.ts';
import { rawBands } from './raw-bands.ts';

/** Raw knows neither encryption nor backing files: qemu refuses their options. */
export const rawModel: FormatModel<RawLayer> = {
  unmodelled: () => undefined,
  isRefused: (_, { unlocking, backing }) => Object.keys(unlocking).length > 0 || backing !== undefined,
  view(layer, file, { servedBy }, holeGranularity) {
    const length = mappedSize(layer);
    const bands = rawBands(layer, length, holeGranularity);
    return {
      length,
      bands: servedBy !== undefined && hidesHoles(servedBy) ? bands.map(asServed) : bands,
      file: byteString(file),
    };
  },
};

/** Up to 5.2 a qemu-nbd calls holes of a file zeros alone, and not holes. */
function hidesHoles(server: string): boolean {
  return server !== nbdkit && !isSince(server, 6, 0);
}

function asServed(band: Band): Band {
  return band.state === 'zero' ? { ...band, state: 'hollow' } : band;
}
