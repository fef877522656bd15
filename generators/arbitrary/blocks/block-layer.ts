import * as fc from 'fast-check';
import { kindFeature } from '../../coverage/kind-features.ts';
import type { BlockKind } from '../../recipe/blocks/block-format.ts';
import { type BlockFormatName, blockFormats } from '../../recipe/blocks/block-formats.ts';
import { isPlacing } from '../../recipe/blocks/block-layer.ts';
import { cellCount, hostSlotCount, plainestCell } from '../../recipe/cells/cell-row.ts';
import { plainLayer } from '../../recipe/formats.ts';
import type { BlockLayer, CellRun, MixedCell, UniformCell } from '../../recipe/recipe.ts';
import { isLeftOut, noWish, type Wish } from '../../wish/wish.ts';
import { cellRow } from '../layer/cell-row.ts';
import { hostSlots } from '../layer/host-slots.ts';
import { layerSize } from '../layer/layer-size.ts';
import { plainCell } from '../layer/plain-cell.ts';
import { fewWritten } from './few-written.ts';

/** Constraints of `blockLayer`. */
export interface BlockLayerConstraints {
  format: BlockFormatName;
  /** File name. */
  name: string;
  /** Bytes of a block, if the format has blocks of this size; else the nearest size that it has. */
  unit: number;
  /** About how far the row reaches, in bytes. */
  extent: number;
  /**
   * It may name kinds of images.
   * @defaultValue none
   */
  wish?: Wish;
}

/** The weight of the usual kind, and the most that all others have together: each has one. */
const usualKind = 2;
const mostOtherKinds = 4;

/** For the name of a kind of the format: one that the wish names, or the usual one mostly. With all kinds left out, a draw is dropped. */
function kindName(format: BlockFormatName, wish: Wish): fc.Arbitrary<string> {
  const names = Object.keys(blockFormats[format].kinds);
  const wished = names.filter(name => wish.has(kindFeature(format, name)));
  if (wished.length > 0) return fc.constantFrom(...wished);
  const kept = names.filter(name => !isLeftOut(wish, kindFeature(format, name)));
  const [usual, ...others] = kept.length > 0 ? kept : names;
  return fc.oneof(
    { weight: usualKind, arbitrary: fc.constant(usual!) },
    ...(others.length === 0
      ? []
      : [{ weight: Math.min(others.length, mostOtherKinds), arbitrary: fc.constantFrom(...others) }]),
  );
}

/** For layers of a block format, not in normal form. Most of their data isn't written: map doesn't read it. */
export function blockLayer(constraints: BlockLayerConstraints): fc.Arbitrary<BlockLayer> {
  const { format, name, unit, extent, wish = noWish } = constraints;
  const { kinds, sizes, hasWholeBlocks } = blockFormats[format];
  return kindName(format, wish).chain(subformat => {
    const kind = kinds[subformat]!;
    const { least, most } = kind.sizes ?? sizes;
    const own = Math.min(Math.max(unit, least), most);
    const maxCells = Math.max(1, Math.ceil(extent / own));
    return cellRow({ maxCells, maxWritten: maxCells, cells: blockCell(kind) }).chain(drawn => {
      const cells =
        kind.states.includes('data-hole') || kind.states.includes('unallocated')
          ? fewWritten(drawn, own)
          : drawn;
      return fc
        .tuple(layerSize({ unit: own, cells: cellCount(cells), oddBytes: 15 }), slots(kind, cells), extents)
        .map(([drawnSize, slots, extents]): BlockLayer => {
          const size = hasWholeBlocks ? BigInt(cellCount(cells) * own) : sizeOf(kind, cells, own, drawnSize);
          const ofExtents = kind.hasExtents ? { extentSize: extentSize(size, own, extents) } : {};
          const shape = { name, unit: own, cells, size };
          return { ...plainLayer(format, shape), subformat, ...ofExtents, ...slots } as BlockLayer;
        });
    });
  });
}

/** Where map looks for holes, cells of which a part was written are as frequent as others. */
function blockCell({ states, showsHoles }: BlockKind): fc.Arbitrary<UniformCell | MixedCell> {
  const whole = plainCell({ states, manyHoles: true });
  return showsHoles ? fc.oneof(whole, partlyWritten) : whole;
}

/** The most parts of a block that are written together. */
const mostParts = 4;

/** A block of which some neighbouring parts were written. */
const partlyWritten: fc.Arbitrary<UniformCell | MixedCell> = fc
  .tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 1, max: mostParts }))
  .map(([from, wanted]) => {
    const count = Math.min(wanted, 32 - from);
    return plainestCell({
      state: 'mixed',
      subclusters: [
        { state: 'data-hole', count: from },
        { state: 'data', count },
        { state: 'data-hole', count: 32 - from - count },
      ],
    });
  });

const extents = fc.integer({ min: 1, max: 4 });

/** Bytes of each extent, of whole blocks, if a layer has about so many. */
function extentSize(size: bigint, unit: number, count: number): number {
  return Math.max(1, Math.ceil(Number(size) / unit / count)) * unit;
}

function slots(kind: BlockKind, cells: readonly CellRun[]): fc.Arbitrary<Pick<BlockLayer, 'slots'>> {
  const count = hostSlotCount(cells);
  return isPlacing(kind) ? fc.record({ slots: hostSlots({ count }) }) : fc.constant({});
}

/** A row without unallocated blocks reaches the end of its layer. */
function sizeOf({ states }: BlockKind, cells: readonly CellRun[], unit: number, size: bigint): bigint {
  const end = BigInt(cellCount(cells) * unit);
  return states.includes('unallocated') || size < end ? size : end;
}
