/** A range of an NBD export with one value: bytes, exact as doubles at any size. */
export interface NbdBlock {
  readonly start: number;
  readonly length: number;
  /**
   * The 32 bits of the context. `base:allocation`: 1 hole, 2 zero. `qemu:allocation-depth`: layers from the top.
   * `qemu:dirty-bitmap:NAME`: 1 dirty.
   */
  readonly value: number;
}
