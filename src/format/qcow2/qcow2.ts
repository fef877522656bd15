import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import {
  type BackingReference,
  type ClusterExplanation,
  type ImageFormat,
  type Notice,
  noOffset,
  type Run,
} from '../format.ts';
import { sizeUsable } from './check-header.ts';
import { Corruption, hex } from './corruption.ts';
import { cryptMethods } from './encryption.ts';
import { hasHostCluster, hostOffset, offsetLow, type SubclusterState } from './entry.ts';
import { explainCluster } from './explain-cluster.ts';
import { ExtendedL2 } from './extended-l2.ts';
import { incompatible } from './features.ts';
import { type Header, hasFeature, l1Shift } from './header.ts';
import { L1Table } from './l1-table.ts';
import type { L2Layout } from './l2-layout.ts';
import { L2Window } from './l2-window.ts';
import { looksPreallocated } from './preallocation.ts';
import { setState } from './set-state.ts';
import { StandardL2 } from './standard-l2.ts';
import { readTable } from './table.ts';

const sector = 512;
/** The longest stretch that qemu asks for at once, give or take a byte. */
const longestQuestion = 2 ** 31;

/** What opening an image comes to. */
export interface Qcow2Parts {
  readonly file: ImageFile;
  /** `file` itself where there is no external data file. */
  readonly dataFile: ImageFile;
  readonly header: Header;
  readonly backing: BackingReference;
  /** Of an L2 slice; see slice.ts. */
  readonly sliceBytes: number;
  readonly profile: Profile;
}

/** An open qcow2 image: what `openQcow2` (open.ts) found valid. */
export class Qcow2Image implements ImageFormat {
  readonly driver = 'qcow2';
  readonly virtualSize: number;
  readonly sizeUsable: boolean;
  readonly clusterSize: number;
  readonly supportsBacking = true;
  readonly isPlain = false;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly backing: BackingReference;
  readonly #header: Header;
  readonly #profile: Profile;
  readonly #l1: L1Table;
  readonly #l2: L2Window;
  /** The image has an external data file. */
  readonly #external: boolean;
  readonly #layout: L2Layout;
  /** Bytes of the smallest stretch with a state of its own. */
  readonly #unitSize: number;
  /** Guest bytes that an L1 entry covers. */
  readonly #covered: number;
  /** Those bits of an entry's lower half that make its host offset one that is no cluster's. */
  readonly #unaligned: number;
  readonly #encrypted: boolean;
  readonly #sliceEntries: number;
  readonly #corruption: Corruption;
  #preallocated: boolean | undefined;

  constructor({ file, dataFile, header, backing, profile, sliceBytes }: Qcow2Parts, notice: Notice) {
    this.file = file;
    this.dataFile = dataFile;
    this.backing = backing;
    this.#header = header;
    this.#profile = profile;
    this.#corruption = new Corruption(notice);
    this.clusterSize = 2 ** header.clusterBits;
    this.virtualSize = Number(header.size - (header.size % BigInt(sector)));
    this.sizeUsable = sizeUsable(header);
    const Layout = hasFeature(header, incompatible.extendedL2) ? ExtendedL2 : StandardL2;
    this.#external = hasFeature(header, incompatible.dataFile);
    this.#layout = new Layout(this.clusterSize, this.#external);
    this.#unitSize = this.clusterSize / 2 ** this.#layout.unitBits;
    this.#covered = 2 ** l1Shift(header);
    this.#unaligned = (this.clusterSize - 1) & offsetLow;
    this.#encrypted = header.cryptMethod !== cryptMethods.none;
    this.#sliceEntries = sliceBytes / (this.#layout.entryWords * 8);
    this.#l1 = new L1Table(file, Number(header.l1TableOffset), header.l1Size);
    this.#l2 = new L2Window(file, this.#l1, this.clusterSize, this.#layout);
  }

  find(offset: number, run: Run): void {
    this.#preallocated ??= looksPreallocated(this.file, this.#header, this.#profile, this.#corruption);
    if (offset >= this.#l2.start && offset < this.#l2.end) this.#findInWindow(offset, run);
    else this.#findElsewhere(offset, run);
    if (run.end > this.virtualSize) run.end = this.virtualSize;
    if (this.#encrypted) {
      // What stands there can't be used as it is.
      run.offset = noOffset;
      run.refine = false;
    }
  }

  lookAhead(offset: number): number {
    const slice = this.#sliceEntries * this.clusterSize;
    return Math.min((Math.floor(offset / slice) + 1) * slice, offset + longestQuestion);
  }

  #findElsewhere(offset: number, run: Run): void {
    const l1Index = Math.floor(offset / this.#covered);
    const tableOffset = this.#l1.l2Offset(l1Index);
    if (tableOffset === 0) {
      this.#findAbsent(l1Index, run);
      return;
    }
    if (tableOffset % this.clusterSize !== 0) {
      this.#corruption.fail(`L2 table offset ${hex(tableOffset)} unaligned (L1 index: ${hex(l1Index)})`);
    }
    this.#l2.moveTo(offset, l1Index);
    this.#findInWindow(offset, run);
  }

  /** Without an L2 table all is unallocated, up to the next table that there is. */
  #findAbsent(l1Index: number, run: Run): void {
    let end = l1Index + 1;
    while (end * this.#covered < this.virtualSize && this.#l1.l2Offset(end) === 0) end++;
    run.start = l1Index * this.#covered;
    run.end = end * this.#covered;
    setState(run, 'unallocated', 0);
  }

  #findInWindow(offset: number, run: Run): void {
    const l2 = this.#l2;
    const layout = this.#layout;
    const unitSize = this.#unitSize;
    const unit = Math.floor((offset - l2.start) / unitSize);
    const entry = unit >> layout.unitBits;
    const inCluster = (unit - (entry << layout.unitBits)) * unitSize;
    const high = l2.halves[2 * layout.entryWords * entry]!;
    const low = l2.halves[2 * layout.entryWords * entry + 1]!;
    const state = layout.state(l2.halves, unit);
    const host = hostOffset(high, low);
    run.start = l2.start + unit * unitSize;
    this.#checkFirst(state, host, low, run.start - inCluster, entry);
    setState(run, state, host + inCluster);
    run.refine = state === 'data' && this.#preallocated === true;

    let units = (l2.end - l2.start) / unitSize;
    let end = layout.runEnd(l2.halves, unit, units, state, host);
    run.end = l2.start + end * unitSize;
    // A table may be larger than the window.
    while (end === units && run.end < this.virtualSize && run.end % this.#covered !== 0) {
      const hostEnd = host + inCluster + run.end - run.start;
      l2.moveTo(run.end, Math.floor(run.end / this.#covered));
      units = (l2.end - l2.start) / unitSize;
      end = layout.runEnd(l2.halves, 0, units, state, hostEnd);
      run.end = l2.start + end * unitSize;
    }
    // Only bitmaps can be invalid; and compressed clusters are looked at one by one.
    run.invalidNext =
      layout.entryWords === 2 &&
      state !== 'compressed' &&
      end < units &&
      layout.state(l2.halves, end) === 'invalid';
  }

  /**
   * Reports what is wrong with the first cluster of a run.
   *
   * @param low the lower half of its entry's first word
   * @param guest where the cluster begins, in guest bytes
   * @param entry its index in the window
   * @throws MetadataError
   */
  #checkFirst(state: SubclusterState, host: number, low: number, guest: number, entry: number): void {
    const problem = this.#problem(state, host, low);
    if (problem !== undefined) {
      const { tableOffset, sliceIndex } = this.#placeOf(entry);
      this.#corruption.fail(`${problem} (L2 offset: ${hex(tableOffset)}, L2 index: ${hex(sliceIndex)})`);
    }
    if (!this.#external || !hasHostCluster(state) || host === guest) return;
    const hostText = `External data file host cluster offset ${hex(host)}`;
    const guestText = `guest cluster offset: ${hex(guest)}, L2 index: ${hex(this.#placeOf(entry).sliceIndex)})`;
    this.#corruption.fail(`${hostText} does not match ${guestText}`);
  }

  #problem(state: SubclusterState, host: number, low: number): string | undefined {
    const isZero = state === 'zero-plain' || state === 'zero-allocated';
    if (state === 'invalid') return 'Invalid cluster entry found ';
    if (isZero && this.#header.version < 3) return 'Zero cluster entry found in pre-v3 image';
    if (state === 'compressed' && this.#external) {
      return 'Compressed cluster entry found in image with external data file';
    }
    if ((low & this.#unaligned) !== 0 && hasHostCluster(state)) {
      return `Cluster allocation offset ${hex(host)} unaligned`;
    }
    return undefined;
  }

  #placeOf(entry: number): { readonly tableOffset: number; readonly sliceIndex: number } {
    const { tableOffset, index } = this.#l2.placeOf(entry);
    return { tableOffset, sliceIndex: index % this.#sliceEntries };
  }

  explain(offset: bigint): ClusterExplanation {
    const l1Index = Number(offset / BigInt(this.#covered));
    const tableOffset = this.#l1.l2Offset(l1Index);
    const table = tableOffset === 0 ? undefined : readTable(this.file, tableOffset, this.clusterSize / 8);
    const l1 = { index: l1Index, word: this.#l1.wordText(l1Index) };
    return explainCluster(offset, this.clusterSize, l1, this.#layout, table);
  }
}
