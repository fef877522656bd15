import { isSince } from '../extent.ts';

const suffixes = ['b', 'k', 'm', 'g', 't'];
const largest = 2n ** 63n - 1n;

/**
 * A size of `-s` or `-l` in bytes: decimal with a suffix and perhaps `.5`, or hexadecimal. Undefined for sizes that
 * versions refuse or read differently.
 */
export function readSize(text: string, version: string): bigint | undefined {
  const size = hexadecimal(text) ?? decimal(text);
  if (size === undefined || size > largest) return undefined;
  // Before 6.0 qemu parsed sizes as doubles.
  return !isSince(version, 6, 0) && size > 2n ** 53n ? undefined : size;
}

function hexadecimal(text: string): bigint | undefined {
  return /^0x[0-9a-f]+$/i.test(text) ? BigInt(text) : undefined;
}

function decimal(text: string): bigint | undefined {
  const [, whole, half, suffix] = /^[ +]?(\d+)(\.5)?([bkmgt]?)$/i.exec(text) ?? [];
  if (whole === undefined || suffix === undefined) return undefined;
  const unit = 1n << BigInt(10 * Math.max(0, suffixes.indexOf(suffix.toLowerCase())));
  if (half === undefined) return BigInt(whole) * unit;
  return unit === 1n ? undefined : BigInt(whole) * unit + unit / 2n;
}
