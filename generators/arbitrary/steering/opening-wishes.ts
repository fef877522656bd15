import { plainQuery, type Rarity, type Trait, type Wish } from '../../wish/wish.ts';
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

const plain: readonly Wish[] = things.map(names => new Set([plainQuery, ...names]));

/** So often the wishes of the opening have their turn: a case mostly has what is wished, and may hide it. */
const turns = 2;

/**
 * The wishes of the first cases: one thing each, in a plain query, and a rare one after each. A fault mostly needs one thing that
 * nothing else hides. Cases that have a dozen things at once, as the rows of the covering array, come after them: they find
 * what needs three.
 */
export const openingWishes: readonly Wish[] = Array.from({ length: turns }, () =>
  rareWishes.flatMap((rare, turn) => [...plain.slice(turn, turn + 1), rare]),
).flat();
