/** One 64-bit word of a table. */
export interface TableWord {
  readonly index: number;
  readonly value: bigint;
}
