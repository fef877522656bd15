/** A chain that the page hands to its worker. */
export type ChainInput = WrittenChain;

/** A chain in the picture notation, whose files the worker makes in memory. */
export interface WrittenChain {
  readonly kind: 'text';
  readonly text: string;
}
