import { hasAttribute, type UnusualFormat, unusualFormats } from '../../../../generators/recipe/formats.ts';
import type { Layer } from '../../../../generators/recipe/recipe.ts';
import { type ClusterLimit, qcow2Layer } from './qcow2-layer.ts';
import { rawLayer } from './raw-layer.ts';
import type { LayerSketch } from './sketch.ts';

/**
 * A layer of an unusual format from a sketch; undefined if such a layer can't have that map. Maps of formats that aren't here
 * are those of qcow2 too.
 */
const rebuilders: Readonly<Partial<Record<UnusualFormat, (sketch: LayerSketch) => Layer | undefined>>> = {
  raw: rawLayer,
};

/**
 * The layer of a sketch: in an unusual format if one can have its map, else as qcow2. Layers above the base need a backing file.
 *
 * @throws HarnessError `no-rebuild`
 */
export function rebuiltLayer(sketch: LayerSketch, place: 'base' | 'above', limit: ClusterLimit): Layer {
  const layers = unusualFormats
    .filter(format => place === 'base' || hasAttribute(format, 'backing'))
    .map(format => rebuilders[format]?.(sketch));
  return layers.find(layer => layer !== undefined) ?? qcow2Layer(sketch, limit);
}
