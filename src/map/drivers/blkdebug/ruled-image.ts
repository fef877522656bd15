import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { FilteredImage } from '../filter/filtered-image.ts';
import type { RuledFile } from './ruled-file.ts';

/** An image below a node with rules. Rules for block-status strike if another node asks this one, not if map passes over it. */
export class RuledImage extends FilteredImage {
  readonly #file: RuledFile;

  /** @param alignment that of requests, in bytes */
  constructor(image: ImageFormat, file: RuledFile, alignment: number) {
    super(image, { requestAlignment: alignment });
    this.#file = file;
  }

  override attachBelow(layer: KernelLayer): Finder {
    const below = super.attachBelow(layer);
    layer.setIndirect();
    return {
      find: (offset, limit) => {
        this.#file.request('block-status', offset, Math.min(limit, this.virtualSize));
        below.find(offset, limit);
      },
      lookAhead: offset => below.lookAhead(offset),
    };
  }
}
