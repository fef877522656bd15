/** A chain that the page hands to its worker. */
export type ChainInput = WrittenChain | DroppedChain;

/** A chain in the picture notation, whose files the worker makes in memory. */
export interface WrittenChain {
  readonly kind: 'text';
  readonly text: string;
}

/** Files of the user. */
export interface DroppedChain {
  readonly kind: 'files';
  readonly files: readonly DroppedFile[];
  /** The arguments of map, as in the notation: the name of the top image, perhaps with options. */
  readonly words: string;
}

/** A file of the user. Only its tables are read. */
export interface DroppedFile {
  /** Its path within the folder that was dropped, or its name. */
  readonly name: string;
  readonly blob: Blob;
}
