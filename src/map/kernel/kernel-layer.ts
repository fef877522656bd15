import { windowBytes } from './bits.ts';
import { BlockWindow } from './block-window.ts';
import type { Exports, LayerPointer } from './exports.ts';
import type { Finder, TableLayout, TableReader } from './finder.ts';
import type { Run } from './run.ts';

/** What a kernel has to know about a layer of any format. Sizes are bytes. */
export interface LayerTraits {
  readonly virtualSize: number;
  readonly supportsBacking: boolean;
  /** qemu's `want_zero`: data that lies in a hole of the host file is zero as well. */
  readonly wantZero: boolean;
  /** Bytes are to be read: nobody asks for a block status. */
  readonly isForReads?: boolean;
  /** The bytes of its window, a power of two. Absent: as many as a window may have. */
  readonly windowBytes?: number;
  /** Makes the finder of the layer, when it is first asked: most layers of a long chain never are. */
  readonly attach: (layer: KernelLayer) => Finder;
  /** Whether a byte of the file with that number lies in a hole, and where that hole or data ends; see `ImageFile.segmentAt`. */
  readonly segmentAt: (
    offset: number,
    end: number,
    file: number,
  ) => { readonly hole: boolean; readonly end: number };
}

/**
 * One layer in a kernel: the run that was found last, a window of its L2 tables or of its blocks, and a cursor. Offsets are guest
 * bytes.
 */
export class KernelLayer {
  tables!: TableReader;
  /** No layer is above it: a request to it may be as long as the whole map. */
  readonly isTop: boolean;
  readonly isForReads: boolean;
  readonly wantZero: boolean;
  readonly windowBytes: number;
  readonly #exports: Exports;
  readonly #pointer: LayerPointer;
  readonly #traits: LayerTraits;
  #finder: Finder | undefined;
  #window: Uint8Array | undefined;
  #halves: Int32Array | undefined;
  #blocks: BlockWindow | undefined;

  constructor(exports: Exports, id: number, traits: LayerTraits) {
    this.isTop = id === 0;
    this.isForReads = traits.isForReads === true;
    this.#exports = exports;
    this.#traits = traits;
    const { virtualSize, supportsBacking, wantZero } = traits;
    this.wantZero = wantZero;
    this.windowBytes = traits.windowBytes ?? windowBytes;
    this.#pointer = exports.addLayer(id, virtualSize, supportsBacking, wantZero, this.windowBytes);
  }

  get finder(): Finder {
    this.#finder ??= this.#traits.attach(this);
    return this.#finder;
  }

  setRun({ start, end, kind, offset, file = 0 }: Run): void {
    this.#exports.setRun(this.#pointer, start, end, kind, offset, file);
  }

  /** The run that was found last. */
  get run(): Run {
    const exports = this.#exports;
    const pointer = this.#pointer;
    return {
      start: exports.runStart(pointer),
      end: exports.runEnd(pointer),
      kind: exports.runKind(pointer),
      offset: exports.runOffset(pointer),
      file: exports.runFile(pointer),
    };
  }

  useTables(layout: TableLayout, tables: TableReader): void {
    const { size, clusterBits, tableBits, wrongBits, extended, external, encrypted } = layout;
    this.tables = tables;
    this.#exports.describeTables(
      this.#pointer,
      size,
      clusterBits,
      tableBits,
      wrongBits,
      extended,
      external,
      encrypted,
    );
  }

  /** Marks the image as preallocated: its data clusters may lie in holes of the host file. */
  setPreallocated(): void {
    this.#exports.setPreallocated(this.#pointer);
  }

  /** Makes the kernel ask the finder for each run, because the window of the tables alone doesn't give the answer. */
  setIndirect(): void {
    this.#exports.setIndirect(this.#pointer);
  }

  /**
   * The `windowBytes` bytes of the window, valid until the next call of the kernel. The caller fills in L2 entries as
   * the file has them; `setWindow` turns them to little-endian.
   */
  get window(): Uint8Array {
    const at = this.#exports.windowWords(this.#pointer);
    const { buffer } = this.#exports.memory;
    if (this.#window?.buffer !== buffer) this.#window = new Uint8Array(buffer, at, this.windowBytes);
    return this.#window;
  }

  /** The window after `setWindow`, by 32 bits: the lower half of each word before the upper one. Valid as `window` is. */
  get halves(): Int32Array {
    const { buffer, byteOffset, byteLength } = this.window;
    if (this.#halves?.buffer !== buffer) {
      this.#halves = new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT);
    }
    return this.#halves;
  }

  /** Says that the entries in the window cover the guest bytes from `start` up to, not including, `end`. */
  setWindow(start: number, end: number): void {
    this.#exports.setWindow(this.#pointer, start, end);
  }

  /** The window as blocks, for an image that has no tables of L2 entries. */
  get blocks(): BlockWindow {
    this.#blocks ??= new BlockWindow(this.#exports, this.#pointer, this);
    return this.#blocks;
  }

  /** Sets the run to the answer that the window gives at `offset`; see `Finder.find`. */
  scan(offset: number, limit: number): void {
    this.#exports.scan(this.#pointer, offset, limit);
  }

  /** Gives the kernel the segment of the file with that number that holds the byte `offset`, for a request that ends at `limit`. */
  findSegment(offset: number, limit: number, file: number): void {
    const { hole, end } = this.#traits.segmentAt(offset, limit, file);
    this.#exports.setSegment(this.#pointer, offset, end, hole);
  }

  /**
   * The answer of the layer from `offset` on, a guest byte below its virtual size.
   *
   * @param limit where the request ends: the answer may reach further, but damage before it counts
   * @throws MetadataError for damage that qemu meets in this request
   */
  answerAt(offset: number, limit: number): Run {
    const exports = this.#exports;
    const pointer = this.#pointer;
    exports.moveTo(pointer, offset, limit);
    return {
      start: offset,
      end: exports.cursorEnd(pointer),
      kind: exports.cursorKind(pointer),
      offset: exports.cursorOffset(pointer, offset),
      file: exports.cursorFile(pointer),
    };
  }
}
