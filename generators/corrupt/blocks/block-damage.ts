import * as fc from 'fast-check';
import { kindOf } from '../../recipe/blocks/block-layer.ts';
import { extentsOf } from '../../recipe/blocks/extents.ts';
import type { BlockLayer, Edit, TableField } from '../../recipe/recipe.ts';
import { clusterCount, virtualSize } from '../../recipe/virtual-size.ts';
import { type Wish, weightOf } from '../../wish/wish.ts';
import { blockLayoutOf } from '../../write/blocks/block-files.ts';
import type { BlockLayout } from '../../write/blocks/block-layout.ts';
import { writerOf } from '../../write/writers.ts';
import type { FormatDamage } from '../format-damage.ts';
import { interestingValue } from '../interesting-value.ts';
import { lengthEdits } from '../length-edits.ts';
import { noiseEdits } from '../noise-edits.ts';
import type { Seal } from './seal.ts';
import { type PlacedText, textEdits } from './text-edits.ts';

/** The values of a header field where readers treat an image differently. The places of the file are among them anyway. */
export type HeaderLimits = (field: string) => readonly bigint[];

/** The entry that leads to a place of a file, in bytes. */
type EntryFor = (place: bigint, layer: BlockLayer) => bigint;

/** What is special about the damage of one block format. */
export interface BlockDamage {
  readonly limits: HeaderLimits;
  readonly seal?: Seal;
  /** The entry that leads to a place of the file, in bytes. Absent: it counts sectors. */
  readonly entryFor?: EntryFor;
  /** The text in the file of a layer. Absent: the format has none. */
  readonly textOf?: (layer: BlockLayer) => PlacedText | undefined;
}

/** The layout of the file whose fields and entries edits change: that of the first extent, if there are extents. */
function editedLayout(layer: BlockLayer): BlockLayout {
  return blockLayoutOf(extentsOf(layer)[0]?.layer ?? layer);
}

/** The weight of a sort of damage that the wish names. */
const wished = 60;

/** An index of a table entry beyond these is no more interesting. */
const mostEntries = 64;

/** The damage of a block format: of header fields, table entries, the length of the file, any bytes. */
export function blockDamage({
  limits,
  seal,
  entryFor = sectorOf,
  textOf,
}: BlockDamage): FormatDamage<BlockLayer> {
  return {
    edits(layer, wish) {
      const [own] = writerOf(layer).files(layer, { name: null, format: null });
      const isWhole = kindOf(layer).hasExtents !== true;
      const byPlaces = isWhole ? blockLayoutOf(layer).places.map(BigInt) : [0n, own!.length];
      return fc.oneof(
        ...headerDamage(layer, wish, limits, seal),
        ...tableEdits(layer, wish, entryFor),
        ...textDamage(textOf?.(layer), wish),
        {
          weight: weightOf(wish, 'damage-length', 2, wished),
          arbitrary: lengthEdits(byPlaces, own!.length),
        },
        {
          weight: weightOf(wish, 'damage-bytes', 2, wished),
          arbitrary: sealed(noiseEdits(byPlaces), layer, seal),
        },
      );
    },
  };
}

/** Mostly with a seal that fits: otherwise a file with a checksum is refused, whatever else was damaged. */
function sealed(
  edits: fc.Arbitrary<Edit[]>,
  layer: BlockLayer,
  seal: Seal | undefined,
): fc.Arbitrary<Edit[]> {
  if (seal === undefined) return edits;
  return fc
    .tuple(edits, fc.integer({ min: 0, max: 9 }))
    .map(([some, die]) => (die === 0 ? some : [...some, ...seal(layer, some)]));
}

function textDamage(text: PlacedText | undefined, wish: Wish): fc.WeightedArbitrary<Edit[]>[] {
  if (text === undefined) return [];
  return [{ weight: weightOf(wish, 'damage-bytes', 4, wished), arbitrary: textEdits(text) }];
}

function headerDamage(
  layer: BlockLayer,
  wish: Wish,
  limits: HeaderLimits,
  seal: Seal | undefined,
): fc.WeightedArbitrary<Edit[]>[] {
  const isThere = kindOf(layer).fields.size > 0 && hasHeader(layer);
  if (!isThere) return [];
  const arbitrary = sealed(headerEdits(layer, limits), layer, seal);
  return [{ weight: weightOf(wish, 'damage-header', 6, wished), arbitrary }];
}

/** A layer without a block has no extents, whose headers edits change. */
function hasHeader(layer: BlockLayer): boolean {
  return kindOf(layer).hasExtents !== true || extentsOf(layer).length > 0;
}

/** One to three header fields. */
function headerEdits(layer: BlockLayer, limits: HeaderLimits): fc.Arbitrary<Edit[]> {
  const { fields } = kindOf(layer);
  const near = [...editedLayout(layer).places.map(BigInt), virtualSize(layer), clusterCount(layer)];
  const one = fc.constantFrom(...fields).chain(([name, { width }]) => {
    const own = limits(name);
    const value = interestingValue({ width, unit: layer.unit, near: own.length > 0 ? own : near });
    return fc
      .oneof(
        { weight: 3, arbitrary: value },
        { weight: 1, arbitrary: interestingValue({ width, unit: layer.unit, near }) },
      )
      .map((given): Edit => ({ field: 'header', name, value: given }));
  });
  return fc.array(one, { minLength: 1, maxLength: 3 });
}

function sectorOf(place: bigint): bigint {
  return place / 512n;
}

/** For formats whose entries are places, in bytes. */
export function asPlace(place: bigint): bigint {
  return place;
}

/** One to three entries of each table, mostly of blocks of the row. */
function tableEdits(layer: BlockLayer, wish: Wish, entryFor: EntryFor): fc.WeightedArbitrary<Edit[]>[] {
  const { tables } = kindOf(layer);
  if (!hasHeader(layer)) return [];
  const { entryPlace, places, slots } = editedLayout(layer);
  return (Object.entries(tables) as [TableField, 32 | 64][]).flatMap(([field, bits]) => {
    const indexes = Array.from({ length: mostEntries }, (_, index) => index).filter(
      index => entryPlace(field, index) !== undefined,
    );
    if (indexes.length === 0) return [];
    const near = [0n, 1n, BigInt(slots.stride), ...places.map(place => entryFor(BigInt(place), layer))];
    const entry = fc.record({
      field: fc.constant(field),
      index: fc.constantFrom(...indexes),
      value: interestingValue({ width: bits === 32 ? 4 : 8, unit: layer.unit, near }),
    });
    return [
      {
        weight: weightOf(wish, 'damage-tables', 6, wished),
        arbitrary: fc.array(entry, { minLength: 1, maxLength: 3 }),
      },
    ];
  });
}
