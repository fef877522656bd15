import { heldStates } from '../../../../generators/recipe/cells/held-states.ts';
import { canState, traitsOf } from '../../../../generators/recipe/formats.ts';
import { headerBacking } from '../../../../generators/recipe/header-backing.ts';
import { headerFields } from '../../../../generators/recipe/qcow2/header-field.ts';
import type { Edit, Layer, Recipe } from '../../../../generators/recipe/recipe.ts';

/** Bytes of a version 2 header. The backing file's name may follow there, where version 3 has more fields. */
const endOfVersion2 = 72;

/**
 * The layers from the top down, if `top` is the last layer of the recipe, and each layer has the one before it as its backing
 * file, in its own format. Undefined otherwise, and when damage may have changed the name of a backing file.
 */
export function layersDown({ layers }: Recipe, top: Layer): readonly Layer[] | undefined {
  const plain = layers.every((layer, index) => {
    if (layer.edits?.some(edit => mayNameAnother(layer, edit))) return false;
    const deeper = layers[index - 1];
    const { name, format } = headerBacking({ layers }, index);
    return deeper === undefined ? name === null : name === deeper.name && format === deeper.format;
  });
  return plain && layers.at(-1) === top ? layers.toReversed() : undefined;
}

/** Whether a header names another format for its backing file: its tables are read as data then, and its length counts. */
export function hasOtherBackingFormat({ layers }: Recipe): boolean {
  return layers.some((_, index) => {
    const { name, format } = headerBacking({ layers }, index);
    const backing = layers.find(layer => layer.name === name);
    return backing !== undefined && format !== null && format !== backing.format;
  });
}

function mayNameAnother(layer: Layer, edit: Edit): boolean {
  // The name is in the first cluster. A file that ends there may have lost it.
  if (edit.field === 'length' && edit.value < layer.unit) return canState(layer, 'backing');
  if (edit.field !== 'header') return edit.field === 'byte';
  // Features of other formats say whether there is a backing file.
  if (layer.version === undefined) return canState(layer, 'backing');
  const isBehind = layer.version === 2 && headerFields.get(edit.name)!.at >= endOfVersion2;
  return isBehind || edit.name.startsWith('backing_file');
}

/** Whether data clusters have holes. Which holes are visible depends on what else is in the same block of the host. */
export function hasDataHoles({ cells }: Layer): boolean {
  return cells.some(cell => heldStates(cell).includes('data-hole'));
}

/** Whether a layer has plain cells and no special attributes, so that it can be written in another form. */
export function isPlain(layer: Layer): boolean {
  return (
    traitsOf(layer).hasClusters &&
    !hasDataHoles(layer) &&
    (['edits', 'extendedL2', 'dataFile', 'encryption', 'skeleton', 'snapshots', 'bitmaps'] as const).every(
      key => layer[key] === undefined,
    )
  );
}
