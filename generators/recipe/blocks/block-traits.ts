import type { HeaderBacking } from '../backing.ts';
import { hostSlotCount } from '../cell-row.ts';
import type { FormatTraits } from '../format-traits.ts';
import type { BlockLayer, CellState } from '../recipe.ts';
import type { BlockAttributes } from './block-attributes.ts';
import type { BlockFormat } from './block-format.ts';
import { statedKind, subformatOf } from './block-layer.ts';

const words: Readonly<Record<keyof BlockAttributes, string>> = {
  backing: 'backing',
  subformat: 'sub',
  slots: 'at',
};

/** The traits of a block format. */
export function blockTraits(format: BlockFormat): FormatTraits<BlockLayer> {
  const { kinds, unallocated, countsPartSector, recordedFormat = () => null } = format;
  const { backing, subformat, slots } = words;
  const several = Object.keys(kinds).length > 1;
  return {
    states: statesOf(kinds),
    attributes: {
      ...(format.recordedFormat === undefined ? {} : { backing }),
      ...(several ? { subformat } : {}),
      slots,
    },
    required: {},
    hasClusters: true,
    unallocated,
    recordedFormat,
    countsPartSector,
    isProbed: layer => statedKind(layer)?.isProbed !== false,
    cellsPerTable: () => Number.POSITIVE_INFINITY,
    normalAttributes,
  };
}

function statesOf(kinds: BlockFormat['kinds']): CellState[] {
  return [...new Set(Object.values(kinds).flatMap(({ states }) => states))];
}

/** The attributes of a layer without those that equal their defaults. `usual` is the backing file by default. */
function normalAttributes(
  { format, cells, backing, subformat, slots }: BlockLayer,
  usual: HeaderBacking,
): BlockAttributes {
  const isUsual = subformat === undefined || subformat === subformatOf({ format });
  const inOrder = slots?.every((slot, at) => slot === at) && slots.length === hostSlotCount(cells);
  return {
    ...(backing === undefined || backing === usual.name ? {} : { backing }),
    ...(isUsual ? {} : { subformat }),
    ...(slots === undefined || inOrder ? {} : { slots: [...slots] }),
  };
}
