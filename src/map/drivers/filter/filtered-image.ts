import type { ImageFile } from '../../file/image-file.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { DirtyBitmap } from '../../node/dirty-bitmap.ts';
import {
  attachBelow,
  type BackingReference,
  type ImageExtent,
  type ImageFormat,
} from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';
import { NoAnswer } from '../../node/walk/no-answer.ts';
import { lengthThrough } from './length-through.ts';

/** In what the node of a filter differs from the image below it. Sizes are bytes. */
export interface FilterTraits {
  readonly virtualSize?: number;
  /** That of the filter itself; the one of the image below doesn't count. Absent: sectors. */
  readonly requestAlignment?: number;
}

/** An image below a filter. Map sees no difference; NBD counts the filter as a layer. */
export class FilteredImage implements ImageFormat {
  readonly driver: string;
  readonly virtualSize: number;
  readonly clusterSize?: number;
  readonly supportsBacking: boolean;
  readonly isPlain: boolean;
  readonly filters: number;
  readonly requestAlignment?: number;
  readonly backing?: BackingReference;
  readonly dirtyBitmaps?: readonly DirtyBitmap[];
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly extents?: readonly ImageExtent[];
  /** The image of the node right below. */
  readonly below: ImageFormat;
  /** The size of the image below all filters: map skips them, and whoever stands on them doesn't. */
  readonly #unfilteredSize: number;

  constructor(
    image: ImageFormat,
    { virtualSize = lengthThrough(image), requestAlignment }: FilterTraits = {},
  ) {
    this.below = image;
    this.#unfilteredSize = image instanceof FilteredImage ? image.#unfilteredSize : image.virtualSize;
    this.driver = image.driver;
    this.virtualSize = virtualSize;
    this.supportsBacking = image.supportsBacking;
    this.isPlain = image.isPlain;
    this.filters = (image.filters ?? 0) + 1;
    this.file = image.file;
    this.dataFile = image.dataFile;
    if (image.extents !== undefined) this.extents = image.extents;
    if (requestAlignment !== undefined) this.requestAlignment = requestAlignment;
    if (image.clusterSize !== undefined) this.clusterSize = image.clusterSize;
    if (image.dirtyBitmaps !== undefined) this.dirtyBitmaps = image.dirtyBitmaps;
    if (image.backing !== undefined) this.backing = image.backing;
  }

  attach(layer: KernelLayer): Finder {
    return this.#upTo(this.#unfilteredSize, this.below.attach(layer), layer);
  }

  attachBelow(layer: KernelLayer): Finder {
    return this.#upTo(this.below.virtualSize, attachBelow(this.below, layer), layer);
  }

  #upTo(virtualSize: number, below: Finder, layer: KernelLayer): Finder {
    if (this.virtualSize <= virtualSize) return below;
    layer.setIndirect();
    return {
      find(offset, limit) {
        if (offset >= virtualSize) throw pastEnd();
        below.find(offset, limit);
      },
      lookAhead: offset => below.lookAhead(offset),
    };
  }

  explain(offset: bigint): Lookup | undefined {
    return this.below.explain(offset);
  }
}

function pastEnd(): NoAnswer {
  return new NoAnswer(
    'a filter is longer than the image below it',
    'Give the filter an image of its own length, or map less of it.',
  );
}
