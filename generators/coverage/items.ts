import {
  hasAttribute,
  layerFormats,
  traitsOf,
  type UnusualFormat,
  unprobedFormat,
  unusualFormats,
} from '../recipe/formats.ts';
import { type BorderKind, borderKinds } from './chain-borders.ts';
import { type ChainFeature, chainFeatures } from './chain-features.ts';
import { columns } from './column.ts';
import { type QueryOption, queryOptions } from './query-options.ts';

/** What coverage counts: columns, kinds of border, features of a chain, options of a query. */
export type Item =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'border'; readonly name: BorderKind }
  | { readonly kind: 'feature'; readonly name: ChainFeature }
  | { readonly kind: 'option'; readonly name: QueryOption };

/** All items. The number of an item is its place in this order. */
export const items: readonly Item[] = [
  ...columns.map(name => ({ kind: 'column', name }) as const),
  ...borderKinds.map(name => ({ kind: 'border', name }) as const),
  ...(Object.keys(chainFeatures) as ChainFeature[]).map(name => ({ kind: 'feature', name }) as const),
  ...(Object.keys(queryOptions) as QueryOption[]).map(name => ({ kind: 'option', name }) as const),
];

/** The numbers of the items of one kind, by their names. */
export function itemNumbers(kind: Item['kind']): ReadonlyMap<string, number> {
  return new Map(
    items.flatMap((item, number): [string, number][] => (item.kind === kind ? [[item.name, number]] : [])),
  );
}

/** Groups of options that exclude each other. */
const alternatives: readonly (readonly QueryOption[])[] = [
  ['json', 'human', 'nbd-context'],
  ['json-name', 'image-opts', 'forced-format'],
  ['json-name', 'deeper-layer'],
  ['image-opts', 'deeper-layer'],
  ['json', 'human', 'dirty-bitmap'],
  // Contexts cover the whole image, and qemu-nbd takes no object and no abbreviated option.
  ['nbd-context', 'start'],
  ['nbd-context', 'length'],
  ['nbd-context', 'secret'],
  ['nbd-context', 'abbreviated'],
  ...(['start', 'length', 'secret', 'abbreviated'] as const).map(name => ['dirty-bitmap', name] as const),
  // Only json: can express null, and only a node has options.
  ['no-backing', 'image-opts'],
  ['no-backing', 'forced-format'],
  ['no-backing', 'deeper-layer'],
  ['backing', 'forced-format'],
  ['backing', 'deeper-layer'],
  ['secret', 'deeper-layer'],
  ['filter', 'forced-format'],
  ['filter', 'deeper-layer'],
  ['driver', 'forced-format'],
  ['driver', 'deeper-layer'],
];

/** The formats of layers that no file names as its backing file, but for images of the format itself: of a chain, the base alone has one. */
const ofBases: readonly string[] = layerFormats.filter(
  format => !hasAttribute(format, 'backing') || traitsOf({ format }).onlyOverItself === true,
);

/** The format other than the usual one that a layer has in each chain with the item; undefined: none has to have one. */
export function formatOf({ kind, name }: Item): UnusualFormat | undefined {
  if (kind === 'column' && /[rh]$/.test(name)) return unprobedFormat;
  return kind === 'feature' ? unusualFormats.find(format => format === name) : undefined;
}

/** The format that the base has in a chain with the item; undefined: it may have any. */
function baseFormat(item: Item): UnusualFormat | undefined {
  const format = formatOf(item);
  return format !== undefined && ofBases.includes(format) ? format : undefined;
}

/** Longer columns don't count as neighbours: sweeps cover those. */
const longestNeighbour = 2;

/** Columns whose last state has a host offset, and columns whose last state can be data or a hole on the host. */
const hosted = /[#~z-]$/;
const data = /[#~rh]$/;

/**
 * Whether two items can meet at one border of a chain under one query.
 *
 * A chain has one base. Damaged chains have no columns and borders. Some options exclude each other. Only clusters with host offsets can be
 * apart in the host file, and only data or its holes make a `hole` border. Contexts have no window edges.
 */
export function canMeet(one: Item, other: Item): boolean {
  const bases = [one, other].flatMap(item => baseFormat(item) ?? []);
  if (new Set(bases).size > 1) return false;
  if (one.kind === 'option' && other.kind === 'option')
    return !alternatives.some(group => group.includes(one.name) && group.includes(other.name));
  if (one.kind === 'column' && other.kind === 'column')
    return one.name.length <= longestNeighbour && other.name.length <= longestNeighbour;
  if (one.kind === 'column' && other.kind === 'border') return columnCanBeAt(one.name, other.name);
  if (one.kind === 'border' && other.kind === 'column') return columnCanBeAt(other.name, one.name);
  const isShown = ({ kind }: Item): boolean => kind === 'column' || kind === 'border';
  const isDamage = ({ name }: Item): boolean => name.startsWith('damage');
  if ([one, other].some(isShown) && [one, other].some(isDamage)) return false;
  return !(
    [one, other].some(({ name }) => name === 'window-edge') &&
    [one, other].some(({ name }) => name === 'nbd-context' || name === 'dirty-bitmap')
  );
}

function columnCanBeAt(column: string, border: BorderKind): boolean {
  if (border === 'host-break') return hosted.test(column);
  return border !== 'hole' || data.test(column);
}
