import type { RawLayer } from '../../recipe/recipe.ts';
import type { FormatArbitrary } from '../layer/format-arbitrary.ts';
import { rawLayer } from './raw-layer.ts';
import { rawWindow } from './raw-window.ts';

export const rawArbitrary: FormatArbitrary<RawLayer> = {
  layer: ({ extent }, name) => rawLayer({ name, maxBytes: extent }),
  leastCell: 1,
  withState: layer => layer,
  harmlessOptions: [],
  mapOptions: layer => [{ weight: 4, arbitrary: rawWindow(layer) }],
};
