import { noOffset, zeroBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { NullFile } from './null-file.ts';

const sector = 512;

/**
 * A null node as an image, in whole sectors. With `read-zeroes` it is one run of zeros that are present, with offsets.
 * Without, it allocates nothing, and no backing file can.
 */
export class NullImage implements ImageFormat {
  readonly driver: string;
  readonly virtualSize: number;
  readonly sizeUsable = true;
  readonly supportsBacking = false;
  readonly isPlain = false;
  readonly file: NullFile;
  readonly dataFile: NullFile;

  constructor(driver: string, file: NullFile) {
    this.driver = driver;
    this.file = file;
    this.dataFile = file;
    this.virtualSize = Math.ceil(file.length / sector) * sector;
  }

  attach(layer: KernelLayer): Finder {
    const { readsZeros } = this.file;
    const kind = readsZeros ? zeroBit : 0;
    return {
      find: offset => {
        const host = readsZeros ? offset : noOffset;
        layer.setRun({ start: offset, end: this.virtualSize, kind, offset: host });
      },
      lookAhead: () => this.virtualSize,
    };
  }

  explain(): undefined {
    return undefined;
  }
}
