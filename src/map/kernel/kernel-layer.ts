import { windowBytes } from './bits.ts';
import type { Exports, LayerPointer } from './exports.ts';
import type { Finder, TableLayout, TableReader } from './finder.ts';

/** What a kernel has to know of a layer of any format. Sizes are bytes. */
export interface LayerTraits {
  readonly virtualSize: number;
  readonly supportsBacking: boolean;
  /** Whether holes of the host file count in what the tables call data. */
  readonly asksForHoles: boolean;
  /** What the host has in the layer's data file at a byte, and up to where. */
  readonly segmentAt: (offset: number) => { readonly hole: boolean; readonly end: number };
}

/** A stretch of guest bytes, bits of bits.ts, and where it is in the host file, or `noOffset`. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly kind: number;
  readonly offset: number;
}

/** One layer in a kernel: the run that was found last, the window of its tables, and a cursor. Guest bytes. */
export class KernelLayer {
  finder!: Finder;
  tables!: TableReader;
  readonly #exports: Exports;
  readonly #pointer: LayerPointer;
  readonly #segmentAt: LayerTraits['segmentAt'];
  #window: Buffer | undefined;

  constructor(exports: Exports, id: number, traits: LayerTraits) {
    this.#exports = exports;
    this.#segmentAt = traits.segmentAt;
    this.#pointer = exports.addLayer(id, traits.virtualSize, traits.supportsBacking, traits.asksForHoles);
  }

  setRun({ start, end, kind, offset }: Run): void {
    this.#exports.setRun(this.#pointer, start, end, kind, offset);
  }

  /** The run that was found. */
  get run(): Run {
    const exports = this.#exports;
    const pointer = this.#pointer;
    return {
      start: exports.runStart(pointer),
      end: exports.runEnd(pointer),
      kind: exports.runKind(pointer),
      offset: exports.runOffset(pointer),
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

  /** Data clusters may be holes of the host file. */
  setPreallocated(): void {
    this.#exports.setPreallocated(this.#pointer);
  }

  /** What the tables say isn't the layer's answer as it stands: the finder is to be asked for each run. */
  setIndirect(): void {
    this.#exports.setIndirect(this.#pointer);
  }

  /**
   * The bytes of the window, `windowBytes` (bits.ts), until the kernel is called again: L2 entries as they are in the file,
   * and once it is set, little-endian.
   */
  get window(): Buffer {
    const at = this.#exports.windowWords(this.#pointer);
    const { buffer } = this.#exports.memory;
    if (this.#window?.buffer !== buffer) this.#window = Buffer.from(buffer, at, windowBytes);
    return this.#window;
  }

  /** Says what guest bytes the bytes of the window are of. */
  setWindow(start: number, end: number): void {
    this.#exports.setWindow(this.#pointer, start, end);
  }

  /** Sets the run to what the window says of `offset`; see `Finder.find`. */
  scan(offset: number, limit: number): void {
    this.#exports.scan(this.#pointer, offset, limit);
  }

  findSegment(offset: number): void {
    const { hole, end } = this.#segmentAt(offset);
    this.#exports.setSegment(this.#pointer, offset, end, hole);
  }

  /**
   * The stretch that holds the guest byte `offset`, which is below the layer's size, from there on.
   *
   * @param limit how far the question goes: the stretch may go farther, but what qemu would stumble over before counts
   * @throws MetadataError
   */
  stretchAt(offset: number, limit: number): Run {
    const exports = this.#exports;
    const pointer = this.#pointer;
    exports.moveTo(pointer, offset, limit);
    return {
      start: offset,
      end: exports.cursorEnd(pointer),
      kind: exports.cursorKind(pointer),
      offset: exports.cursorOffset(pointer, offset),
    };
  }
}
