import { dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { QuorumFile } from './quorum-file.ts';
import type { QuorumStatus } from './quorum-status.ts';

/** A quorum as an image: data without a place in a file, or zeros, both present. Nothing is below it. */
export class QuorumImage implements ImageFormat {
  readonly driver: string;
  readonly virtualSize: number;
  readonly sizeUsable = true;
  readonly supportsBacking = false;
  readonly isPlain = false;
  readonly file: QuorumFile;
  readonly dataFile: QuorumFile;
  readonly #status: QuorumStatus;

  constructor(driver: string, file: QuorumFile, status: QuorumStatus) {
    this.driver = driver;
    this.file = file;
    this.dataFile = file;
    this.virtualSize = file.length;
    this.#status = status;
  }

  attach(layer: KernelLayer): Finder {
    return {
      find: (offset, limit) => {
        const { hole, end } = this.#status.at(offset, Math.min(limit, this.virtualSize));
        layer.setRun({ start: offset, end, kind: hole ? zeroBit : dataBit, offset: noOffset });
      },
      lookAhead: () => this.virtualSize,
    };
  }

  explain(): undefined {
    return undefined;
  }
}
