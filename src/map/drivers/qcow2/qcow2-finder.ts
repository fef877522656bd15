import { Unreadable } from '../../file/unreadable.ts';
import { compressedBit, hostedBit, invalidBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { Finder, TableReader } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import { cryptMethods } from './encryption/encryption.ts';
import { incompatible } from './header/features.ts';
import { hasFeature, l1Shift } from './header/header.ts';
import { hex } from './tables/corruption.ts';
import { hostOffset } from './tables/entry.ts';
import type { ImageTables } from './tables/image-tables.ts';
import { L2Window } from './tables/l2-window.ts';

/** The longest block-status request of qemu: INT_MAX, which is not a multiple of a sector. */
const longestRequest = 2 ** 31 - 1;

/** The most L1 entries in one run, which are read in a millisecond: who maps beside other work is held up no longer. */
const mostAtOnce = 65_536;

/** Finds the runs of a qcow2 image. It reads the L1 table itself; the kernel scans the L2 tables, a window at a time. */
export class Qcow2Finder implements Finder, TableReader {
  readonly #layer: KernelLayer;
  readonly #image: ImageTables;
  readonly #window: L2Window;
  readonly #clusterSize: number;
  /** Guest bytes that an L1 entry covers. */
  readonly #covered: number;
  readonly #sliceEntries: number;
  /** The bits of codes that are damage in this image. */
  readonly #wrongBits: number;
  #begun = false;
  /** The guest byte where the next part of a table begins that couldn't be read. */
  #unread: { readonly offset: number; readonly error: Unreadable } | undefined;

  constructor(layer: KernelLayer, image: ImageTables) {
    const { header, sliceBytes } = image;
    const extended = hasFeature(header, incompatible.extendedL2);
    const external = hasFeature(header, incompatible.dataFile);
    const entryBytes = extended ? 16 : 8;
    this.#layer = layer;
    this.#image = image;
    this.#clusterSize = 2 ** header.clusterBits;
    this.#covered = 2 ** l1Shift(header);
    this.#sliceEntries = sliceBytes / entryBytes;
    this.#wrongBits = invalidBit | (header.version < 3 ? zeroBit : 0) | (external ? compressedBit : 0);
    this.#window = new L2Window(image, layer, this.#clusterSize, entryBytes);
    const layout = {
      size: image.virtualSize,
      clusterBits: header.clusterBits,
      tableBits: l1Shift(header),
      wrongBits: this.#wrongBits,
      extended,
      external,
      encrypted: header.cryptMethod !== cryptMethods.none,
    };
    layer.useTables(layout, this);
  }

  find(offset: number, limit: number): void {
    if (!this.#begun && !this.#layer.isForReads && this.#image.preallocated()) this.#layer.setPreallocated();
    this.#begun = true;
    this.#throwUnread(offset);
    if (offset < this.#window.start || offset >= this.#window.end) {
      const l1Index = Math.floor(offset / this.#covered);
      const tableOffset = this.#image.l1.l2Offset(l1Index);
      if (tableOffset === 0) {
        this.#findAbsent(l1Index);
        return;
      }
      if (tableOffset % this.#clusterSize !== 0) {
        this.#image.corruption.fail(
          `L2 table offset ${hex(tableOffset)} unaligned (L1 index: ${hex(l1Index)})`,
        );
      }
      this.#window.moveTo(offset, l1Index, tableOffset);
    }
    this.#layer.scan(offset, limit);
  }

  lookAhead(offset: number): number {
    const slice = this.#sliceEntries * this.#clusterSize;
    return Math.min((Math.floor(offset / slice) + 1) * slice, offset + longestRequest);
  }

  load(offset: number): boolean {
    const l1Index = Math.floor(offset / this.#covered);
    try {
      this.#window.moveTo(offset, l1Index, this.#image.l1.l2Offset(l1Index));
      return true;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#unread = { offset, error };
      return false;
    }
  }

  /** Fails as the load of the part of a table at `offset` did. It isn't tried again: a file may have a listener, who counts. */
  #throwUnread(offset: number): void {
    const unread = this.#unread;
    this.#unread = undefined;
    if (unread?.offset === offset) throw unread.error;
  }

  /** Sets the run of an L1 entry without an L2 table: unallocated, up to the next entry that has one, or a part of that. */
  #findAbsent(l1Index: number): void {
    const { l1, virtualSize } = this.#image;
    const most = Math.min(l1Index + mostAtOnce, Math.ceil(virtualSize / this.#covered));
    let end = l1Index + 1;
    while (end < most && l1.l2Offset(end) === 0) end++;
    const start = l1Index * this.#covered;
    this.#layer.setRun({ start, end: Math.min(end * this.#covered, virtualSize), kind: 0, offset: noOffset });
  }

  damage(entry: number, code: number): never {
    const [high, low] = this.#window.halvesOf(entry);
    const host = hostOffset(high, low);
    const { tableOffset, index } = this.#window.placeOf(entry);
    const sliceIndex = hex(index % this.#sliceEntries);
    const problem = this.#problem(code, host);
    if (problem !== undefined) {
      this.#image.corruption.fail(`${problem} (L2 offset: ${hex(tableOffset)}, L2 index: ${sliceIndex})`);
    }
    const guest = hex(this.#window.start + entry * this.#clusterSize);
    const hostText = `External data file host cluster offset ${hex(host)}`;
    this.#image.corruption.fail(
      `${hostText} does not match guest cluster offset: ${guest}, L2 index: ${sliceIndex})`,
    );
  }

  /** What is wrong with a cluster, whatever its guest offset; undefined: nothing. */
  #problem(code: number, host: number): string | undefined {
    if ((code & invalidBit) !== 0) return 'Invalid cluster entry found ';
    if ((code & this.#wrongBits & zeroBit) !== 0) return 'Zero cluster entry found in pre-v3 image';
    if ((code & this.#wrongBits) !== 0) {
      return 'Compressed cluster entry found in image with external data file';
    }
    const unaligned = (code & hostedBit) !== 0 && host % this.#clusterSize !== 0;
    return unaligned ? `Cluster allocation offset ${hex(host)} unaligned` : undefined;
  }
}
