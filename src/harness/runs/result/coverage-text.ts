import { type Coverage, emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { items } from '../../../../generators/coverage/items.ts';

/** A coverage in a result file: the names of its items, and its bits in Base64. */
export interface CoverageText {
  readonly of: readonly string[];
  readonly items: string;
  readonly pairs: string;
  readonly triples: string;
}

const names: readonly string[] = items.map(({ kind, name }) => `${kind} ${name}`);

/** Encodes a coverage. */
export function coverageText({ items, pairs, triples }: Coverage): CoverageText {
  const text = (bits: Uint8Array): string => Buffer.from(bits).toString('base64');
  return { of: names, items: text(items), pairs: text(pairs), triples: text(triples) };
}

/**
 * Decodes a coverage.
 *
 * @throws Error if its items aren't those of this version
 */
export function coverageOfText({ of, ...texts }: CoverageText): Coverage {
  const empty = emptyCoverage();
  const bits = (key: keyof Coverage): Uint8Array => Uint8Array.from(Buffer.from(texts[key], 'base64'));
  const coverage = { items: bits('items'), pairs: bits('pairs'), triples: bits('triples') };
  const fits = (['items', 'pairs', 'triples'] as const).every(
    key => coverage[key].length === empty[key].length,
  );
  if (!fits || of.join() !== names.join())
    throw new Error('its coverage is of another version of map-parity');
  return coverage;
}
