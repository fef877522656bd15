import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import type { BackingReference, ClusterExplanation, ImageFormat, Notice } from '../format.ts';
import { compressedBit, dataBit, invalidNextBit, noOffset, type Runs, refineBit, zeroBit } from '../runs.ts';
import { sizeUsable } from './check-header.ts';
import { Corruption, hex } from './corruption.ts';
import { cryptMethods } from './encryption.ts';
import { hostOffset, offsetLow } from './entry.ts';
import { explainCluster } from './explain-cluster.ts';
import { ExtendedL2 } from './extended-l2.ts';
import { incompatible } from './features.ts';
import { type Header, hasFeature, l1Shift } from './header.ts';
import { L1Table } from './l1-table.ts';
import type { L2Layout } from './l2-layout.ts';
import { L2Window } from './l2-window.ts';
import { looksPreallocated } from './preallocation.ts';
import { StandardL2 } from './standard-l2.ts';
import { hostedBit, invalidBit, kindMask } from './state-code.ts';
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
  /** Bits of states that the image may not have. */
  readonly #wrongBits: number;
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
    this.#wrongBits = invalidBit | (header.version < 3 ? zeroBit : 0) | (this.#external ? compressedBit : 0);
    this.#encrypted = header.cryptMethod !== cryptMethods.none;
    this.#sliceEntries = sliceBytes / (this.#layout.entryWords * 8);
    this.#l1 = new L1Table(file, Number(header.l1TableOffset), header.l1Size);
    this.#l2 = new L2Window(file, this.#l1, this.clusterSize, this.#layout);
  }

  find(offset: number, runs: Runs): void {
    this.#preallocated ??= looksPreallocated(this.file, this.#header, this.#profile, this.#corruption);
    if (offset >= this.#l2.start && offset < this.#l2.end) this.#findInWindow(offset, runs);
    else this.#findElsewhere(offset, runs);
  }

  lookAhead(offset: number): number {
    const slice = this.#sliceEntries * this.clusterSize;
    return Math.min((Math.floor(offset / slice) + 1) * slice, offset + longestQuestion);
  }

  #findElsewhere(offset: number, runs: Runs): void {
    const l1Index = Math.floor(offset / this.#covered);
    const tableOffset = this.#l1.l2Offset(l1Index);
    if (tableOffset === 0) {
      this.#findAbsent(l1Index, runs);
      return;
    }
    if (tableOffset % this.clusterSize !== 0) {
      this.#corruption.fail(`L2 table offset ${hex(tableOffset)} unaligned (L1 index: ${hex(l1Index)})`);
    }
    this.#l2.moveTo(offset, l1Index);
    this.#findInWindow(offset, runs);
  }

  /** Without an L2 table all is unallocated, up to the next table that there is. */
  #findAbsent(l1Index: number, runs: Runs): void {
    let end = l1Index + 1;
    while (end * this.#covered < this.virtualSize && this.#l1.l2Offset(end) === 0) end++;
    runs.begin(l1Index * this.#covered);
    runs.add(Math.min(end * this.#covered, this.virtualSize), 0, noOffset);
  }

  /** Stops before damage, which is reported when it is asked for itself. */
  #findInWindow(offset: number, runs: Runs): void {
    const layout = this.#layout;
    const unitSize = this.#unitSize;
    const { halves, start } = this.#l2;
    const units = this.#unitsHere();
    let unit = Math.floor((offset - start) / unitSize);
    runs.begin(start + unit * unitSize);
    while (unit < units && !runs.full) {
      const entry = unit >> layout.unitBits;
      const word = 2 * layout.entryWords * entry;
      const high = halves[word]!;
      const low = halves[word + 1]!;
      const host = hostOffset(high, low);
      const code = layout.code(halves, unit);
      const hosted = (code & hostedBit) !== 0;
      const inCluster = (unit - (entry << layout.unitBits)) * unitSize;
      const guest = runs.end - inCluster;
      if (this.#hasProblem(code, low) || (this.#external && hosted && host !== guest)) {
        if (runs.count > 0) return;
        this.#failAt(code, host, low, guest, entry);
      }
      const hostStart = hosted && !this.#encrypted ? host + inCluster : noOffset;
      const end = layout.runEnd(halves, unit, units);
      const runEnd = Math.min(start + end * unitSize, this.virtualSize);
      if (end === units && runEnd < this.virtualSize && runEnd % this.#covered !== 0) {
        const hostEnd = host + (runEnd - guest);
        runs.add(runEnd, 0, hostStart);
        this.#goOn(runs, code, hostEnd);
        return;
      }
      runs.add(runEnd, this.#kindOf(code, end, units), hostStart);
      unit = end;
    }
  }

  /** A table may be larger than the window: the last run may go on in the rest of it. */
  #goOn(runs: Runs, code: number, hostEnd: number): void {
    const unitSize = this.#unitSize;
    let host = hostEnd;
    let end: number;
    let units: number;
    do {
      this.#l2.moveTo(runs.end, Math.floor(runs.end / this.#covered));
      units = this.#unitsHere();
      end = this.#continues(code, host) ? this.#layout.runEnd(this.#l2.halves, 0, units) : 0;
      host += end * unitSize;
      const runEnd = Math.min(this.#l2.start + end * unitSize, this.virtualSize);
      runs.extendLast(runEnd, this.#kindOf(code, end, units));
    } while (end === units && runs.end < this.virtualSize && runs.end % this.#covered !== 0);
  }

  /** Whether the first cluster in the window continues a run, which is at `host` by then. */
  #continues(code: number, host: number): boolean {
    const { halves } = this.#l2;
    if (this.#layout.code(halves, 0) !== code) return false;
    return (code & hostedBit) === 0 || hostOffset(halves[0]!, halves[1]!) === host;
  }

  /** How many units in the window are of bytes of the image. */
  #unitsHere(): number {
    const { start, end } = this.#l2;
    return Math.ceil((Math.min(end, this.virtualSize) - start) / this.#unitSize);
  }

  /** What a run in the state of this code is; it ends at the unit `end` of `units`. */
  #kindOf(code: number, end: number, units: number): number {
    let kind = code & kindMask;
    // Where it is encrypted, what stands in a hole can't be used as it is.
    if (kind === dataBit && this.#preallocated === true && !this.#encrypted) kind |= refineBit;
    // Only bitmaps can be invalid; and compressed clusters are looked at one by one.
    if (this.#layout.entryWords === 1 || (kind & compressedBit) !== 0 || end >= units) return kind;
    return (this.#layout.code(this.#l2.halves, end) & invalidBit) !== 0 ? kind | invalidNextBit : kind;
  }

  /**
   * Reports what is wrong with the first cluster of a run.
   *
   * @param low the lower half of its entry's first word
   * @param guest where the cluster begins, in guest bytes
   * @param entry the index of its entry in the window
   * @throws MetadataError
   */
  #failAt(code: number, host: number, low: number, guest: number, entry: number): never {
    const { tableOffset, index } = this.#l2.placeOf(entry);
    const sliceIndex = hex(index % this.#sliceEntries);
    if (this.#hasProblem(code, low)) {
      const problem = this.#problem(code, host);
      this.#corruption.fail(`${problem} (L2 offset: ${hex(tableOffset)}, L2 index: ${sliceIndex})`);
    }
    const hostText = `External data file host cluster offset ${hex(host)}`;
    this.#corruption.fail(
      `${hostText} does not match guest cluster offset: ${hex(guest)}, L2 index: ${sliceIndex})`,
    );
  }

  /** Whether a cluster is wrong wherever it stands. */
  #hasProblem(code: number, low: number): boolean {
    return (code & this.#wrongBits) !== 0 || ((code & hostedBit) !== 0 && (low & this.#unaligned) !== 0);
  }

  #problem(code: number, host: number): string {
    if ((code & invalidBit) !== 0) return 'Invalid cluster entry found ';
    if ((code & this.#wrongBits & zeroBit) !== 0) return 'Zero cluster entry found in pre-v3 image';
    if ((code & this.#wrongBits) !== 0) {
      return 'Compressed cluster entry found in image with external data file';
    }
    return `Cluster allocation offset ${hex(host)} unaligned`;
  }

  explain(offset: bigint): ClusterExplanation {
    const l1Index = Number(offset / BigInt(this.#covered));
    const tableOffset = this.#l1.l2Offset(l1Index);
    const table = tableOffset === 0 ? undefined : readTable(this.file, tableOffset, this.clusterSize / 8);
    const l1 = { index: l1Index, word: this.#l1.wordText(l1Index) };
    return explainCluster(offset, this.clusterSize, l1, this.#layout, table);
  }
}
