import { traitsOf } from '../../../../generators/recipe/formats.ts';
import { headerBacking } from '../../../../generators/recipe/header-backing.ts';
import { heldStates } from '../../../../generators/recipe/held-states.ts';
import { headerFields } from '../../../../generators/recipe/qcow2/header-field.ts';
import type { Edit, Layer, Recipe } from '../../../../generators/recipe/recipe.ts';

/** In bytes: there the name may stand in a header of version 2, and version 3 has more fields. */
const endOfVersion2 = 72;

/**
 * The layers from the top down, where each has the next one of the recipe for its backing file as it is, and `top` is the
 * last. Which backing file a damaged header names isn't known.
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

/** Whether a header says of a backing file that it is of another format: then its tables and its length are data. */
export function isReadAsAnother({ layers }: Recipe): boolean {
  return layers.some((_, index) => {
    const { name, format } = headerBacking({ layers }, index);
    const backing = layers.find(layer => layer.name === name);
    return backing !== undefined && format !== null && format !== backing.format;
  });
}

function mayNameAnother(layer: Layer, edit: Edit): boolean {
  if (edit.field !== 'header') return edit.field === 'byte';
  const isBehind = layer.version === 2 && headerFields.get(edit.name)!.at >= endOfVersion2;
  return isBehind || edit.name.startsWith('backing_file');
}

/** Whether a hole inside a data cluster can be seen: which of them can depends on what shares a block of the host's. */
export function hasDataHoles({ cells }: Layer): boolean {
  return cells.some(cell => heldStates(cell).includes('data-hole'));
}

/** A layer of which each cell means what it says and nothing else: it can be written in another form. */
export function isPlain(layer: Layer): boolean {
  return (
    traitsOf(layer).hasClusters &&
    !hasDataHoles(layer) &&
    (['edits', 'extendedL2', 'dataFile', 'encryption', 'skeleton', 'snapshots'] as const).every(
      key => layer[key] === undefined,
    )
  );
}
