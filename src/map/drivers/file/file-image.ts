import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, zeroBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import { type ImageFormat, noMedium } from '../../node/image-format.ts';

const sector = 512;

/** A file as an image, rounded up to whole sectors. A file allocates all of its bytes: holes are zeros that are present. */
export class FileImage implements ImageFormat {
  readonly driver: string;
  readonly virtualSize: number;
  readonly sizeUsable: boolean;
  readonly sizeProblem?: string;
  readonly supportsBacking = false;
  readonly isPlain = true;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;

  /**
   * @param driver `file`, or that of a device
   * @param sizeUsable false: qemu finds no length
   */
  constructor(file: ImageFile, driver: string, sizeUsable: boolean) {
    this.sizeUsable = sizeUsable;
    if (!sizeUsable) this.sizeProblem = noMedium;
    this.driver = driver;
    this.file = file;
    this.dataFile = file;
    this.virtualSize = Math.ceil(file.length / sector) * sector;
  }

  attach(layer: KernelLayer): Finder {
    return {
      find: offset => {
        const { hole, end } = this.file.segmentAt(offset);
        const kind = hole ? zeroBit : dataBit;
        layer.setRun({ start: offset, end: Math.min(end, this.virtualSize), kind, offset });
      },
      // Nothing in a file is invalid.
      lookAhead: () => this.virtualSize,
    };
  }

  explain(): undefined {
    return undefined;
  }
}
