import * as fc from 'fast-check';

const suffixes = ['k', 'M', 'G', 'T'];

/** All exact spellings of a number of bytes that every qemu version reads in the same way. */
function forms(bytes: bigint): string[] {
  const hex = bytes.toString(16);
  const texts = [`0x${hex}`, `0X${hex}`, `+${bytes}`, `${bytes}b`, `${bytes}B`, ` ${bytes}`];
  for (const [power, suffix] of suffixes.entries()) {
    const one = 1n << BigInt(10 * (power + 1));
    if (bytes % one === 0n) texts.push(`${bytes / one}${suffix}`, `${bytes / one}${suffix.toLowerCase()}`);
    else if ((bytes * 2n) % one === 0n) texts.push(`${bytes / one}.5${suffix}`);
  }
  return texts;
}

/** For spellings of `bytes` as a size option: mostly digits, now and then with a suffix or a sign, or hexadecimal. */
export function sizeText(bytes: bigint): fc.Arbitrary<string> {
  if (bytes < 0n) throw new RangeError('sizeText: bytes must not be negative');
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(`${bytes}`) },
    { weight: 1, arbitrary: fc.constantFrom(...forms(bytes)) },
  );
}
