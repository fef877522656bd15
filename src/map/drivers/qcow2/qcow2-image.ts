import type { Notice } from '../../basics/notice.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { DirtyBitmap } from '../../node/dirty-bitmap.ts';
import type { BackingReference, ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';
import { tooLarge } from '../../node/size-error.ts';
import type { Profile } from '../../profile/profile.ts';
import type { StoredBitmap } from './bitmaps/bitmap-directory.ts';
import { dirtyAreas } from './bitmaps/dirty-areas.ts';
import { ClusterContent, type ContentParts } from './content/cluster-content.ts';
import { explainCluster } from './explain/explain-cluster.ts';
import { sizeUsable } from './header/check-header.ts';
import { incompatible } from './header/features.ts';
import { type Header, hasFeature, l1Shift } from './header/header.ts';
import { Qcow2Finder } from './qcow2-finder.ts';
import { Corruption } from './tables/corruption.ts';
import type { L1Table } from './tables/l1-table.ts';
import { looksPreallocated } from './tables/preallocation.ts';
import { readTable } from './tables/table.ts';

const sector = 512;

/** The parts of an image that is open. */
export interface Qcow2Parts {
  readonly file: ImageFile;
  /** `file` itself if there is no external data file. */
  readonly dataFile: ImageFile;
  readonly header: Header;
  readonly l1: L1Table;
  readonly backing: BackingReference;
  readonly bitmaps: readonly StoredBitmap[];
  /**
   * Reads the directory of the bitmaps once more. Undefined: the image has none that count.
   *
   * @throws Refusal
   */
  readonly rereadBitmaps: (() => void) | undefined;
  /** The size of an L2 slice; see slice.ts. */
  readonly sliceBytes: number;
  readonly profile: Profile;
  readonly content: ContentParts;
}

/** An open qcow2 image. `openQcow2` (open-qcow2.ts) has checked its header. */
export class Qcow2Image implements ImageFormat {
  readonly driver = 'qcow2';
  readonly virtualSize: number;
  readonly sizeError?: number;
  readonly clusterSize: number;
  readonly supportsBacking = true;
  readonly isPlain = false;
  readonly readsAtOnce = 8;
  readonly tellsReads = 'image';
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly furtherFiles: readonly ImageFile[];
  readonly backing: BackingReference;
  readonly dirtyBitmaps: readonly DirtyBitmap[];
  readonly rereadBitmaps: Qcow2Parts['rereadBitmaps'];
  readonly #parts: Qcow2Parts;
  readonly #corruption: Corruption;
  #content: ClusterContent | undefined;
  #preallocated: boolean | undefined;

  constructor(parts: Qcow2Parts, notice: Notice) {
    const { file, dataFile, header, backing, bitmaps, rereadBitmaps } = parts;
    this.file = file;
    this.dataFile = dataFile;
    this.furtherFiles = dataFile === file ? [] : [dataFile];
    this.backing = backing;
    this.#parts = parts;
    this.rereadBitmaps = rereadBitmaps;
    this.#corruption = new Corruption(notice);
    this.clusterSize = 2 ** header.clusterBits;
    this.virtualSize = Number(header.size - (header.size % BigInt(sector)));
    if (!sizeUsable(header)) this.sizeError = tooLarge;
    const { clusterSize, virtualSize } = this;
    this.dirtyBitmaps = bitmaps.map(table => ({
      name: table.name,
      isInconsistent: table.isInUse,
      isDisabled: table.isDisabled,
      granularity: 2 ** table.granularity,
      areas: () => dirtyAreas({ file, clusterSize, virtualSize, table }),
    }));
  }

  attach(layer: KernelLayer): Finder {
    const { file, header, l1, sliceBytes } = this.#parts;
    return new Qcow2Finder(layer, {
      file,
      header,
      virtualSize: this.virtualSize,
      l1,
      sliceBytes,
      corruption: this.#corruption,
      preallocated: () => this.#looksPreallocated(),
    });
  }

  /** Computed once, for the first run: damage in refcounts is reported then. */
  #looksPreallocated(): boolean {
    const { file, header, profile } = this.#parts;
    this.#preallocated ??= looksPreallocated(file, header, profile, this.#corruption);
    return this.#preallocated;
  }

  readData(bytes: Uint8Array, offset: number): void {
    this.#content ??= new ClusterContent(this.#parts);
    this.#content.readInto(bytes, offset);
  }

  explain(offset: bigint): Lookup {
    const { file, header, l1 } = this.#parts;
    const l1Index = Number(offset >> BigInt(l1Shift(header)));
    const tableOffset = l1.l2Offset(l1Index);
    return explainCluster(offset, {
      clusterSize: this.clusterSize,
      entryKind: hasFeature(header, incompatible.extendedL2) ? 'extended' : 'standard',
      home: hasFeature(header, incompatible.dataFile) ? 'data-file' : 'image',
      l1: { index: l1Index, word: l1.wordText(l1Index) },
      table: tableOffset === 0 ? undefined : readTable(file, tableOffset, this.clusterSize / 8),
    });
  }
}
