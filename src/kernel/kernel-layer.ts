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

/** One layer in a kernel: the runs that its finder fills, the window of its tables, and a cursor. Guest bytes. */
export class KernelLayer {
  finder!: Finder;
  tables!: TableReader;
  readonly #exports: Exports;
  readonly #pointer: LayerPointer;
  readonly #segmentAt: LayerTraits['segmentAt'];

  constructor(exports: Exports, id: number, traits: LayerTraits) {
    this.#exports = exports;
    this.#segmentAt = traits.segmentAt;
    this.#pointer = exports.addLayer(id, traits.virtualSize, traits.supportsBacking, traits.asksForHoles);
  }

  /** Forgets all runs; the next one begins at `start`. */
  beginRuns(start: number): void {
    this.#exports.beginRuns(this.#pointer, start);
  }

  /** Adds a run from where the last one ends, up to `end`. */
  addRun(end: number, kind: number, offset: number): void {
    this.#exports.addRun(this.#pointer, end, kind, offset);
  }

  get firstRun(): Run {
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

  /** The bytes of the window, `windowBytes` (bits.ts), until the kernel is called again. */
  get window(): Buffer {
    const at = this.#exports.windowWords(this.#pointer);
    return Buffer.from(this.#exports.memory.buffer, at, windowBytes);
  }

  setWindow(start: number, end: number): void {
    this.#exports.setWindow(this.#pointer, start, end);
  }

  /** Fills the runs with what the window says from `offset` on. */
  scan(offset: number): void {
    this.#exports.scan(this.#pointer, offset);
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
