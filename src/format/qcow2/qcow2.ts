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
import { hasHostCluster, hostOffset, type SubclusterState } from './entry.ts';
import { explainCluster } from './explain-cluster.ts';
import { ExtendedL2 } from './extended-l2.ts';
import { incompatible } from './features.ts';
import { type Header, hasFeature, l1Shift } from './header.ts';
import type { L2Layout } from './l2-layout.ts';
import { looksPreallocated } from './preallocation.ts';
import { setState } from './set-state.ts';
import { StandardL2 } from './standard-l2.ts';
import { readTable, type Table } from './table.ts';

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
  readonly #l1: Table;
  /** The image has an external data file. */
  readonly #external: boolean;
  readonly #layout: L2Layout;
  /** Bytes of the smallest stretch with a state of its own. */
  readonly #unitSize: number;
  readonly #sliceEntries: number;
  readonly #corruption: Corruption;
  #preallocated: boolean | undefined;
  /** The L2 table read last: a walk stays in one for long. */
  #l2: Table | undefined;

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
    this.#unitSize = this.clusterSize / this.#layout.unitsPerCluster;
    this.#sliceEntries = sliceBytes / (this.#layout.entryWords * 8);
    this.#l1 = readTable(file, Number(header.l1TableOffset), header.l1Size);
  }

  find(offset: number, run: Run): void {
    this.#preallocated ??= looksPreallocated(this.file, this.#header, this.#profile, this.#corruption);
    const l1Index = Math.floor(offset / 2 ** l1Shift(this.#header));
    const tableOffset = this.#l2Offset(l1Index);
    if (tableOffset === 0) this.#findAbsent(l1Index, run);
    else this.#findInTable(offset, this.#l2Table(l1Index, tableOffset), run);
    run.end = Math.min(run.end, this.virtualSize);
    if (this.#header.cryptMethod !== cryptMethods.none) {
      // What stands there can't be used as it is.
      run.offset = noOffset;
      run.refine = false;
    }
  }

  lookAhead(offset: number): number {
    const slice = this.#sliceEntries * this.clusterSize;
    return Math.min((Math.floor(offset / slice) + 1) * slice, offset + longestQuestion);
  }

  /** Without an L2 table all is unallocated, up to the next table that there is. */
  #findAbsent(l1Index: number, run: Run): void {
    const covered = 2 ** l1Shift(this.#header);
    let end = l1Index + 1;
    while (end * covered < this.virtualSize && this.#l2Offset(end) === 0) end++;
    run.start = l1Index * covered;
    run.end = end * covered;
    setState(run, 'unallocated', 0);
  }

  #findInTable(offset: number, table: Table, run: Run): void {
    const layout = this.#layout;
    const unitSize = this.#unitSize;
    const units = layout.entries * layout.unitsPerCluster;
    const unit = Math.floor(offset / unitSize) % units;
    const inCluster = unit % layout.unitsPerCluster;
    const index = (unit - inCluster) / layout.unitsPerCluster;
    const at = 2 * layout.entryWords * index;
    const host = hostOffset(table.halves[at]!, table.halves[at + 1]!);
    const state = layout.state(table, unit);
    run.start = offset - (offset % unitSize);
    const clusterStart = run.start - inCluster * unitSize;
    this.#checkFirst(state, host, clusterStart, table, index);
    const end = layout.runEnd(table, unit);
    run.end = run.start + (end - unit) * unitSize;
    setState(run, state, host + inCluster * unitSize);
    run.refine = state === 'data' && this.#preallocated === true;
    // Only bitmaps can be invalid; and compressed clusters are looked at one by one.
    run.invalidNext =
      layout.entryWords === 2 &&
      state !== 'compressed' &&
      end < units &&
      layout.state(table, end) === 'invalid';
  }

  /**
   * Reports what is wrong with the first cluster of a run.
   *
   * @throws MetadataError
   */
  #checkFirst(state: SubclusterState, host: number, guest: number, table: Table, index: number): void {
    const problem = this.#problem(state, host);
    const sliceIndex = index % this.#sliceEntries;
    if (problem !== undefined) {
      this.#corruption.fail(`${problem} (L2 offset: ${hex(table.offset)}, L2 index: ${hex(sliceIndex)})`);
    }
    if (!this.#external || !hasHostCluster(state) || host === guest) return;
    const hostText = `External data file host cluster offset ${hex(host)}`;
    const guestText = `guest cluster offset: ${hex(guest)}, L2 index: ${hex(sliceIndex)})`;
    this.#corruption.fail(`${hostText} does not match ${guestText}`);
  }

  #problem(state: SubclusterState, host: number): string | undefined {
    const isZero = state === 'zero-plain' || state === 'zero-allocated';
    if (state === 'invalid') return 'Invalid cluster entry found ';
    if (isZero && this.#header.version < 3) return 'Zero cluster entry found in pre-v3 image';
    if (state === 'compressed' && this.#external) {
      return 'Compressed cluster entry found in image with external data file';
    }
    if (hasHostCluster(state) && host % this.clusterSize !== 0) {
      return `Cluster allocation offset ${hex(host)} unaligned`;
    }
    return undefined;
  }

  #l2Offset(l1Index: number): number {
    const { halves } = this.#l1;
    return hostOffset(halves[2 * l1Index] ?? 0, halves[2 * l1Index + 1] ?? 0);
  }

  #l2Table(l1Index: number, offset: number): Table {
    if (this.#l2?.offset === offset) return this.#l2;
    if (offset % this.clusterSize !== 0) {
      this.#corruption.fail(`L2 table offset ${hex(offset)} unaligned (L1 index: ${hex(l1Index)})`);
    }
    this.#l2 = readTable(this.file, offset, this.clusterSize / 8);
    return this.#l2;
  }

  explain(offset: bigint): ClusterExplanation {
    const l1Index = Number(offset >> BigInt(l1Shift(this.#header)));
    const tableOffset = this.#l2Offset(l1Index);
    const table = tableOffset === 0 ? undefined : readTable(this.file, tableOffset, this.clusterSize / 8);
    return explainCluster(offset, this.clusterSize, { table: this.#l1, index: l1Index }, this.#layout, table);
  }
}
