import { hostSlotCount } from '../cell-row.ts';
import type { FormatTraits } from '../format-traits.ts';
import type { BlockLayer, CellState } from '../recipe.ts';
import type { BlockAttributes } from './block-attributes.ts';
import type { BlockFormat } from './block-format.ts';
import { statedKind, subformatOf } from './block-layer.ts';

const words: Readonly<Record<keyof BlockAttributes, string>> = { subformat: 'sub', slots: 'at' };

/** The traits of a block format. */
export function blockTraits({ kinds, unallocated, countsPartSector }: BlockFormat): FormatTraits<BlockLayer> {
  const { subformat, ...always } = words;
  const several = Object.keys(kinds).length > 1;
  return {
    states: statesOf(kinds),
    attributes: several ? words : always,
    required: {},
    hasClusters: true,
    unallocated,
    countsPartSector,
    isProbed: layer => statedKind(layer)?.isProbed !== false,
    cellsPerTable: () => Number.POSITIVE_INFINITY,
    normalAttributes,
  };
}

function statesOf(kinds: BlockFormat['kinds']): CellState[] {
  return [...new Set(Object.values(kinds).flatMap(({ states }) => states))];
}

/** The attributes of a layer without those that equal their defaults. */
function normalAttributes({ format, cells, subformat, slots }: BlockLayer): BlockAttributes {
  const isUsual = subformat === undefined || subformat === subformatOf({ format });
  const inOrder = slots?.every((slot, at) => slot === at) && slots.length === hostSlotCount(cells);
  return {
    ...(isUsual ? {} : { subformat }),
    ...(slots === undefined || inOrder ? {} : { slots: [...slots] }),
  };
}
