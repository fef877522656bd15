import type { Exports, LayerPointer } from './exports.ts';

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

/** Where the bytes of a window are. */
interface WindowBytes {
  /** Valid until the next call of the kernel. */
  readonly window: Uint8Array;
  readonly windowBytes: number;
}

/** The blocks that a window holds. */
export interface PlacedBlocks {
  /** The guest bytes of the blocks; `end` is the first byte after them. */
  readonly start: number;
  readonly end: number;
  readonly blockBytes: number;
  /** The kind of the blocks with an offset, and the number of the file that they lie in. */
  readonly kind: number;
  readonly file: number;
}

/**
 * The window of a layer as blocks that follow each other, each at an offset of a file or without one. It holds none until `set`. What
 * gives its bytes is valid until the next call of the kernel.
 */
export class BlockWindow {
  /** How many blocks it can hold. */
  readonly most: number;
  readonly #exports: Exports;
  readonly #pointer: LayerPointer;
  readonly #bytes: WindowBytes;
  #values: Float64Array | undefined;
  #start = 0;
  #end = 0;

  constructor(exports: Exports, pointer: LayerPointer, bytes: WindowBytes) {
    this.#exports = exports;
    this.#pointer = pointer;
    this.#bytes = bytes;
    this.most = bytes.windowBytes / Float64Array.BYTES_PER_ELEMENT;
  }

  /** The blocks as doubles: the offset of each in the file, or `-1 - kind` if it has none. */
  get values(): Float64Array {
    const { buffer, byteOffset } = this.#bytes.window;
    if (this.#values?.buffer !== buffer) {
      this.#values = new Float64Array(buffer, byteOffset, this.most);
    }
    return this.#values;
  }

  /** The bytes of the window, emptied: room for the entries that `placeClusters` takes. */
  get emptied(): Uint8Array {
    this.#exports.setBlocks(this.#pointer, 0, 0, 1);
    this.#start = 0;
    this.#end = 0;
    return this.#bytes.window;
  }

  /** Room in the emptied window for the entries that `place` takes. */
  get entries(): Uint8Array {
    return this.emptied.subarray(this.#bytes.windowBytes - this.most * Uint32Array.BYTES_PER_ELEMENT);
  }

  /** Makes blocks of the first entries in `entries`, in place of filling `values`. */
  place(count: number, { isBigEndian, first, last, base, scale, kinds }: EntryRule): void {
    this.#exports.describeEntries(this.#pointer, isBigEndian, first, last, kinds.zero, kinds.other);
    this.#exports.placeBlocks(this.#pointer, count, base, scale);
  }

  /**
   * Makes blocks of the first entries of 64 bits in the window, least significant byte first: the offset of a cluster, 0 (nothing is
   * allocated) or 1 (zeros). A cluster can begin from `first` up to, not including, `end`, at a multiple of its size.
   *
   * @returns how many entries there are before one that can't be right
   */
  placeClusters(count: number, clusterBytes: number, first: number, end: number): number {
    return this.#exports.placeClusters(this.#pointer, count, clusterBytes, first, end);
  }

  /** Says what `values` are. */
  set({ start, end, blockBytes, kind, file }: PlacedBlocks): void {
    this.#start = start;
    this.#end = end;
    this.#exports.describeBlocks(this.#pointer, kind, file);
    this.#exports.setBlocks(this.#pointer, start, end, blockBytes);
  }

  /** Whether it has the block at a guest byte. */
  has(offset: number): boolean {
    return offset >= this.#start && offset < this.#end;
  }
}
