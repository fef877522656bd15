import { mappedSize } from '../../recipe/mapped-size.ts';
import type { RawLayer } from '../../recipe/recipe.ts';
import type { FormatModel } from '../format-model.ts';
import { byteString } from '../view.ts';
import { rawBands } from './raw-bands.ts';

/** Raw knows neither encryption nor backing files: qemu refuses their options. */
export const rawModel: FormatModel<RawLayer> = {
  unmodelled: () => undefined,
  isRefused: (_, { unlocking, backing }) => Object.keys(unlocking).length > 0 || backing !== undefined,
  view(layer, file, _, holeGranularity) {
    const length = mappedSize(layer);
    return { length, bands: rawBands(layer, length, holeGranularity), file: byteString(file) };
  },
};
