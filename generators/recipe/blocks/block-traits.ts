import type { HeaderBacking } from '../backing.ts';
import { hostSlotCount } from '../cells/cell-row.ts';
import type { FormatTraits } from '../format-traits.ts';
import type { BlockLayer, CellState } from '../recipe.ts';
import { virtualSize } from '../virtual-size.ts';
import type { BlockAttributes } from './block-attributes.ts';
import type { BlockFormat } from './block-format.ts';
import { statedKind, subformatOf } from './block-layer.ts';

const words: Readonly<Record<keyof BlockAttributes, string>> = {
  backing: 'backing',
  encryption: 'crypt',
  subformat: 'sub',
  extentSize: 'extent',
  slots: 'at',
};

/** The traits of a block format. */
export function blockTraits(format: BlockFormat): FormatTraits<BlockLayer> {
  const { kinds, unallocated, countsPartSector, recordedFormat = () => null, ending = '' } = format;
  const { backing, encryption, subformat, extentSize, slots } = words;
  const several = Object.keys(kinds).length > 1;
  return {
    states: statesOf(kinds),
    isWrittenCompressed: format.isWrittenCompressed === true,
    attributes: {
      ...(format.recordedFormat === undefined ? {} : { backing }),
      ...(format.encryption === undefined ? {} : { encryption }),
      ...(several ? { subformat } : {}),
      ...(hasExtents(format) ? { extentSize } : {}),
      slots,
    },
    required: requiredOf(format),
    hasClusters: true,
    unallocated,
    recordedFormat,
    ...(format.onlyOverItself === undefined ? {} : { onlyOverItself: true }),
    ...(format.endsNames === undefined ? {} : { endsNames: format.endsNames }),
    countsPartSector,
    isProbed: layer => statedKind(layer)?.isProbed !== false && layer.name.endsWith(ending),
    cellsPerTable: () => Number.POSITIVE_INFINITY,
    normalAttributes,
  };
}

/** Whether layers of some kind have extents. */
export function hasExtents({ kinds }: BlockFormat): boolean {
  return Object.values(kinds).some(kind => kind.hasExtents);
}

function requiredOf({ encryption }: BlockFormat): Pick<BlockAttributes, 'encryption'> {
  if (encryption?.usual === undefined) return {};
  return { encryption: { method: encryption.method, password: encryption.usual } };
}

function statesOf(kinds: BlockFormat['kinds']): CellState[] {
  return [...new Set(Object.values(kinds).flatMap(({ states }) => states))];
}

/** The attributes of a layer without those that equal their defaults. `usual` is the backing file by default. */
function normalAttributes(layer: BlockLayer, usual: HeaderBacking): BlockAttributes {
  const { format, cells, backing, encryption, subformat, extentSize, slots } = layer;
  const isUsual = subformat === undefined || subformat === subformatOf({ format });
  const inOrder = slots?.every((slot, at) => slot === at) && slots.length === hostSlotCount(cells);
  return {
    ...(backing === undefined || backing === usual.name ? {} : { backing }),
    ...(encryption === undefined ? {} : { encryption: { ...encryption } }),
    ...(isUsual ? {} : { subformat }),
    ...(extentSize === undefined || extentSize >= virtualSize(layer) ? {} : { extentSize }),
    ...(slots === undefined || inOrder ? {} : { slots: [...slots] }),
  };
}
