/** Finds the runs of one layer during one walk. Offsets are guest bytes. */
export interface Finder {
  /**
   * Sets the run of the layer to its answer at `offset`, which is below the virtual size. The run may reach further than
   * qemu's own answer, but never past damage that qemu would report.
   *
   * @param limit what follows from this guest byte on doesn't matter
   * @throws MetadataError where the tables of the image can't be followed at `offset` itself
   */
  find(offset: number, limit: number): void;
  /** The guest byte up to which one block-status request of qemu at `offset` looks. */
  lookAhead(offset: number): number;
}

/** Reads the L2 tables of a layer for the kernel. */
export interface TableReader {
  /**
   * Moves the window of the layer to the L2 entry of a guest byte, which has an L2 table. False: that part can't be read, as the next
   * `find` will say.
   */
  load(offset: number): boolean;
  /**
   * Reports the damage of an entry.
   *
   * @param entry the index of the entry in the window
   * @param code the code of its state (bits.ts)
   * @throws MetadataError
   */
  damage(entry: number, code: number): never;
}

/** How to read the L2 tables of an image. */
export interface TableLayout {
  /** The virtual size of the image that the tables belong to, in bytes. */
  readonly size: number;
  readonly clusterBits: number;
  /** Guest bytes that one L2 table covers, as a power of two. */
  readonly tableBits: number;
  /** The bits of codes that are damage in this image. */
  readonly wrongBits: number;
  /** L2 entries are extended. */
  readonly extended: boolean;
  /** The image has an external data file. */
  readonly external: boolean;
  readonly encrypted: boolean;
}
