import type { SizeGrammar } from '../values.ts';
import { parseDoubleSize } from './double.ts';
import { parseFixedPointSize } from './fixed-point.ts';
import type { ParsedSize } from './parsed-size.ts';
import { parseStrictSize } from './strict.ts';

const parsers: Readonly<Record<SizeGrammar, (text: string) => ParsedSize>> = {
  double: parseDoubleSize,
  'fixed-point': parseFixedPointSize,
  strict: parseStrictSize,
};

/**
 * The bytes that a size such as `64k` or `1.5G` means to versions with this grammar. Common to all: one of the
 * letters B, K, M, G, T, P, E in either case may end it (powers of 1024), leading white space and a plus sign are
 * accepted, and a size is below 2^64.
 */
export function parseSize(text: string, grammar: SizeGrammar): ParsedSize {
  return parsers[grammar](text);
}
