import type { ImageFile } from '../../file/image-file.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { BackingReference, ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';

/** An image below a filter. Map sees no difference; NBD counts the filter as a layer. */
export class FilteredImage implements ImageFormat {
  readonly driver: string;
  readonly virtualSize: number;
  readonly sizeUsable: boolean;
  readonly sizeProblem?: string;
  readonly clusterSize?: number;
  readonly supportsBacking: boolean;
  readonly isPlain: boolean;
  readonly filters: number;
  readonly requestAlignment?: number;
  readonly backing?: BackingReference;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly extentFiles?: readonly ImageFile[];
  readonly #image: ImageFormat;

  /** @param requestAlignment that of the filter itself, in bytes; the one of the image below doesn't count */
  constructor(image: ImageFormat, requestAlignment?: number) {
    this.#image = image;
    this.driver = image.driver;
    this.virtualSize = image.virtualSize;
    this.sizeUsable = image.sizeUsable;
    this.supportsBacking = image.supportsBacking;
    this.isPlain = image.isPlain;
    this.filters = (image.filters ?? 0) + 1;
    this.file = image.file;
    this.dataFile = image.dataFile;
    if (image.sizeProblem !== undefined) this.sizeProblem = image.sizeProblem;
    if (image.extentFiles !== undefined) this.extentFiles = image.extentFiles;
    if (requestAlignment !== undefined) this.requestAlignment = requestAlignment;
    if (image.clusterSize !== undefined) this.clusterSize = image.clusterSize;
    if (image.backing !== undefined) this.backing = image.backing;
  }

  attach(layer: KernelLayer): Finder {
    return this.#image.attach(layer);
  }

  explain(offset: bigint): Lookup | undefined {
    return this.#image.explain(offset);
  }
}
