/** What is wrong with the index of a table entry, or undefined. */
export function indexMistake(index: number): string | undefined {
  return Number.isSafeInteger(index) && index >= 0 ? undefined : 'an index is a whole number from 0';
}

/** What is wrong with the value of a field of `bits` bits, or undefined. */
export function valueMistake(value: bigint, bits: number): string | undefined {
  return value < 0n || value >= 1n << BigInt(bits) ? `the value must fit ${bits} bits` : undefined;
}
