import { Abort } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, refineBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';

/** A fixed VPC image: the bytes of its file up to the footer, as data; holes of the file are data that reads as zeros. */
export class FixedVpcImage implements ImageFormat {
  readonly driver = 'vpc';
  readonly virtualSize: number;
  readonly sizeUsable = true;
  readonly supportsBacking = false;
  readonly isPlain = false;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;

  /** @param virtualSize bytes */
  constructor(file: ImageFile, virtualSize: number) {
    this.file = file;
    this.dataFile = file;
    this.virtualSize = virtualSize;
  }

  attach(layer: KernelLayer): Finder {
    return {
      find: () => layer.setRun({ start: 0, end: this.virtualSize, kind: dataBit | refineBit, offset: 0 }),
      lookAhead: () => this.virtualSize,
    };
  }

  explain(): undefined {
    return undefined;
  }
}

/** An image that isn't fixed and has its footer at the end alone. Before 6.2 qemu opens it, and crashes in the walk. */
export class TablelessVpcImage extends FixedVpcImage {
  override attach(): Finder {
    return {
      find: () => {
        throw new Abort('a division by zero', 'Give the image the footer of a fixed disk.');
      },
      lookAhead: () => this.virtualSize,
    };
  }
}
