import { hasAttribute } from '../../../../generators/recipe/formats.ts';
import type { Layer, Recipe } from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';

/**
 * A recipe whose headers fit their clusters. A header so long that no extension fits after it isn't written: the field of its length is
 * set instead.
 */
export function fitHeaders({ layers }: Recipe): Recipe {
  const unfit = layers.findIndex(
    (layer, index) => layer.headerLength !== undefined && !hasRoom(layers, index),
  );
  return unfit < 0
    ? { layers }
    : fitHeaders({ layers: layers.map((layer, index) => (index === unfit ? byField(layer) : layer)) });
}

function hasRoom(layers: readonly Layer[], index: number): boolean {
  const validity = validateRecipe({ layers });
  return validity.kind !== 'ill-formed' || validity.where.in !== 'layer' || validity.where.layer !== index;
}

function byField(layer: Layer): Layer {
  if (!hasAttribute(layer.format, 'headerLength') || layer.headerLength === undefined) return layer;
  const { headerLength, ...rest } = layer;
  const edit = { field: 'header', name: 'header_length', value: BigInt(headerLength) } as const;
  return { ...rest, edits: [...(layer.edits ?? []), edit] } as Layer;
}
