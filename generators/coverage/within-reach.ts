import type { ChainFeature } from './chain-features.ts';
import { canMeet, formatOf, type Item, items } from './items.ts';
import { formatOfKind, type KindFeature } from './kind-features.ts';
import type { QueryOption } from './query-options.ts';

/**
 * Whether cases that are drawn with all of some features and options (`--feature`) may have an item. Only their chains limit it, since one of
 * several queries has the options. The layers of a chain have the formats that are wished, if any are, or the usual one. Layers are served
 * only where that is wished.
 */
export function isWithinReach(
  item: Item,
  wished: readonly (ChainFeature | KindFeature | QueryOption)[],
): boolean {
  const names: readonly string[] = wished.flatMap(name => [name, formatOfKind(name) ?? name]);
  if (wished.length === 0 || names.includes(item.name)) return true;
  if (item.name === 'nbd-export') return false;
  const features = items.filter(({ kind, name }) => kind === 'feature' && names.includes(name));
  const formats = features.flatMap(feature => formatOf(feature) ?? []);
  const format = formatOf(item);
  if (format !== undefined && formats.length > 0 && !formats.includes(format)) return false;
  return features.every(feature => canMeet(feature, item));
}
