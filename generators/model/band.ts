/** Guest bytes for which one layer gives the same answer. */
export interface Band {
  readonly start: bigint;
  readonly end: bigint;
  /**
   * Hollow: data that reads as zeros, for its place is a hole in the file. Reserved: the layer leaves the bytes open, as without
   * a band, yet it has an offset. Doubtful: data, or a hole, depending on the blocks that the host gave the file. Illegal: map
   * fails when it gets here.
   */
  readonly state: 'zero' | 'data' | 'hollow' | 'compressed' | 'reserved' | 'doubtful' | 'illegal';
  /** Host offset of `start`, if the layer reports one; it rises byte by byte with the guest. */
  readonly offset?: bigint;
  /** The file of the offset, as map prints it: one character a byte. Absent: that of the layer. */
  readonly file?: string;
}
