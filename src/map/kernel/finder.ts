/** One layer's answers along one walk, for the kernel. Guest bytes. */
export interface Finder {
  /**
   * Sets the run of the layer to the answer at `offset` (below the virtual size). It may reach further than qemu's own
   * answers, never past something that qemu would report; what follows from `limit` on doesn't matter.
   *
   * @throws MetadataError where the image's tables can't be followed at `offset` itself
   */
  find(offset: number, limit: number): void;
  /** How far one question of qemu's at `offset` looks at most: a guest byte. */
  lookAhead(offset: number): number;
}

/** The L2 tables of a layer, for the kernel. */
export interface TableReader {
  /** Moves the layer's window to the entry of a guest byte, whose table has one. */
  load(offset: number): void;
  /**
   * Reports what is wrong with an entry of the window, whose state has this code (bits.ts).
   *
   * @throws MetadataError
   */
  damage(entry: number, code: number): never;
}

/** How the L2 tables of a layer are read. */
export interface TableLayout {
  /** Of the image that the tables are of, in bytes. */
  readonly size: number;
  readonly clusterBits: number;
  /** Guest bytes that a table covers, as a power of two. */
  readonly tableBits: number;
  /** Bits of codes that the image may not have. */
  readonly wrongBits: number;
  readonly extended: boolean;
  /** The image has an external data file. */
  readonly external: boolean;
  readonly encrypted: boolean;
}
