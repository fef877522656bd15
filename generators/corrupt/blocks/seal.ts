import type { BlockLayer, Edit } from '../../recipe/recipe.ts';

/** Further edits that make a file believe the others: a checksum over what they changed. None: the format has no checksum. */
export type Seal = (layer: BlockLayer, edits: readonly Edit[]) => Edit[];
