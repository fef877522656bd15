import { plainQuery, type Rarity, type Trait, type Wish } from '../wish/wish.ts';
import { rareWishes } from './rare-wishes.ts';

/** A thing, and the output in which it shows. */
const things: readonly (readonly (Rarity | Trait)[])[] = [
  ['json'],
  ['extl2', 'json'],
  ['host-order', 'extl2', 'json'],
  ['preallocation', 'human'],
  ['data-file', 'json'],
  ['human'],
  ['raw', 'human'],
  ['encryption', 'secret', 'json'],
  ['cluster-sizes', 'human'],
  ['nbd-context', 'raw'],
  ['odd-size', 'start', 'json'],
  ['host-order', 'human'],
  ['extl2', 'human'],
  ['forced-format', 'json'],
  ['long-chain', 'json'],
  ['length', 'json'],
  ['v2', 'human'],
  ['refcounts', 'json'],
  ['backing', 'raw', 'json'],
  ['cut', 'json'],
  ['vmdk', 'json'],
];

/**
 * The wishes of the first cases: one thing each, in a plain query, and a rare one after each. A fault mostly needs one thing that
 * nothing else hides. Cases that have a dozen things at once, as the rows of the covering array, come after them: they find
 * what needs three.
 */
export const openingWishes: readonly Wish[] = things.flatMap((names, turn) => [
  new Set([plainQuery, ...names]),
  ...rareWishes.slice(turn, turn + 1),
]);
