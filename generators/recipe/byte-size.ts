const suffixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** The bytes of a size in the notation (`64k`, `1000`, `2M`), or undefined if the text is no size. */
export function parseByteSize(text: string): bigint | undefined {
  const [, digits, suffix = ''] = /^(\d+)([kMGTPE]?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return BigInt(digits) << BigInt(10 * suffixes.indexOf(suffix));
}

/** The shortest exact text of a size: with the largest suffix that leaves a whole number. */
export function printByteSize(bytes: bigint): string {
  let value = bytes;
  let power = 0;
  while (value > 0n && value % 1024n === 0n && power < suffixes.length - 1) {
    value /= 1024n;
    power += 1;
  }
  return `${value}${suffixes[power]}`;
}
