import { dataBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { Run } from '../../kernel/run.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { FilteredImage } from '../filter/filtered-image.ts';
import type { RuledFile } from './ruled-file.ts';

/** An image below a blkdebug node. Rules for block-status strike if another node asks this one, not if map passes over it. */
export class RuledImage extends FilteredImage {
  /** Rules may fail a question that a plain file need not be asked. */
  override readonly isPlain = false;
  readonly #file: RuledFile;

  /** @param alignment that of requests, in bytes */
  constructor(image: ImageFormat, file: RuledFile, alignment: number) {
    super(image, { requestAlignment: alignment });
    this.#file = file;
  }

  /** What a plain file answers who doesn't ask for its holes. */
  get #allAllocated(): Run {
    return { start: 0, end: this.virtualSize, kind: dataBit, offset: 0 };
  }

  override attachBelow(layer: KernelLayer): Finder {
    const below = super.attachBelow(layer);
    layer.setIndirect();
    return {
      find: (offset, limit) => {
        this.#file.request('block-status', offset, Math.min(limit, this.virtualSize));
        if (this.below.isPlain && !layer.wantZero) layer.setRun(this.#allAllocated);
        else below.find(offset, limit);
      },
      lookAhead: offset => below.lookAhead(offset),
    };
  }
}
