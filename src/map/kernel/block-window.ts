/**
 * What entries of 32 bits say of their blocks. One from `first` to `last` places its block at `base` plus so many times `scale`,
 * in bytes of the file; the others place none, and have the kinds (sums of bits of bits.ts) that `zero`, for the entry 0, and `other` say.
 */
export interface EntryRule {
  readonly isBigEndian: boolean;
  readonly first: number;
  readonly last: number;
  readonly base: number;
  readonly scale: number;
  readonly kinds: { readonly zero: number; readonly other: number };
}

/** The blocks that the window of a layer holds. */
export interface BlockWindow {
  /** The guest bytes of the blocks; `end` is the first byte after them. */
  readonly start: number;
  readonly end: number;
  readonly blockBytes: number;
  /** The kind of the blocks with an offset, and the number of the file that they lie in. */
  readonly kind: number;
  readonly file: number;
}
