import { unprobedFormat } from '../../recipe/formats.ts';
import type { Rarity, Trait, Wish } from '../../wish/wish.ts';

const lists: readonly (readonly (Rarity | Trait)[])[] = [
  ['deep-chain', 'json'],
  ['far-offsets', 'json'],
  ['damage-zero-flag', 'json'],
  ['hollow-end', 'json'],
  ['damage-unaligned', 'json'],
  ['illegal-end', 'extl2', 'json'],
  ['damage-data-file', 'data-file', 'json'],
  ['open-end', 'raw-over-image', 'json'],
  ['data-file-option'],
  ['damage-feature-names'],
  ['raw-window', unprobedFormat, 'json'],
  ['damage-bitmaps'],
  ['misuse'],
  ['open-end', 'nbd-context'],
  ['damage-crypto-header'],
  ['hollow-end', 'damage-past-end', 'json'],
  ['damage-cut-table'],
  ['help'],
  ['nbd-export', 'json'],
  ['hollow-end', 'refcounts', 'json'],
  ['jumping-end', 'extl2', 'json'],
  ['damage-compressed', 'data-file', 'json'],
  ['damage-short-header', 'json'],
  ['damage-unaligned-table', 'json'],
  ['damage-short-table', 'json'],
  ['illegal-after-data', 'extl2', 'json'],
  ['mixed-rows', 'preallocation', 'json'],
  ['mixed-rows', 'damage-unaligned', 'json'],
];

/** What campaigns are steered to by itself, each with what makes it visible. */
export const rareWishes: readonly Wish[] = lists.map(names => new Set(names));
