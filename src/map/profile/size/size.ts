import type { SizeGrammar } from '../behaviours/sizes.ts';
import { parseDoubleSize } from './double.ts';
import { parseFixedPointSize } from './fixed-point.ts';
import type { ParsedSize } from './parsed-size.ts';
import { parseStrictSize } from './strict.ts';

const parsers: Readonly<Record<SizeGrammar, (text: string) => ParsedSize>> = {
  double: parseDoubleSize,
  'fixed-point': parseFixedPointSize,
  'fixed-point, plain hex': parseWithPlainHex,
  strict: parseStrictSize,
};

/** Reads a size as 8.0 does: as 6.0 to 7.2, but a hexadecimal number with a suffix is malformed. */
function parseWithPlainHex(text: string): ParsedSize {
  const parsed = parseFixedPointSize(text);
  return parsed.hexSuffix ? { value: 'malformed' } : parsed;
}

/** The warning of a size whose `hexSuffix` is set. */
export function hexSuffixWarning(text: string): string {
  return `qemu-img: warning: Using a multiplier suffix on hex numbers is deprecated: ${text}`;
}

/**
 * Reads a size such as `64k` or `1.5G` by a grammar. All grammars accept a suffix B, K, M, G, T, P or E in either case
 * (powers of 1024), leading white space and a plus sign. A size is below 2^64 bytes.
 */
export function parseSize(text: string, grammar: SizeGrammar): ParsedSize {
  return parsers[grammar](text);
}
