import { dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { NbdFile } from './nbd-file.ts';

const sector = 512;

/**
 * An export as an image, in whole sectors. The server says what is data and what reads as zeros, in any mixture; without a
 * metadata context all is data. The filler behind an export of an odd size is zeros.
 */
export class NbdImage implements ImageFormat {
  readonly driver: string;
  readonly virtualSize: number;
  readonly sizeUsable = true;
  readonly supportsBacking = false;
  readonly isPlain = false;
  readonly requestAlignment: number;
  readonly file: NbdFile;
  readonly dataFile: NbdFile;

  constructor(driver: string, file: NbdFile) {
    this.driver = driver;
    this.file = file;
    this.dataFile = file;
    this.virtualSize = Math.ceil(file.length / sector) * sector;
    this.requestAlignment = file.export.alignment;
  }

  attach(layer: KernelLayer): Finder {
    return {
      find: (offset, limit) => this.#find(offset, limit, layer),
      lookAhead: () => this.virtualSize,
    };
  }

  #find(offset: number, limit: number, layer: KernelLayer): void {
    const { size, alignment, knowsStatus } = this.file.export;
    const start = offset - (offset % alignment);
    if (!knowsStatus) {
      layer.setRun({ start, end: this.virtualSize, kind: dataBit, offset: start });
      return;
    }
    if (start >= size) {
      layer.setRun({ start, end: this.virtualSize, kind: zeroBit, offset: noOffset });
      return;
    }
    const end = Math.min(Math.ceil(limit / alignment) * alignment, this.virtualSize);
    const { length, hasData, isZero } = this.file.statusAt(start, end - start);
    const kind = (hasData ? dataBit : 0) | (isZero ? zeroBit : 0);
    layer.setRun({ start, end: start + length, kind, offset: kind === 0 ? noOffset : start });
  }

  explain(): undefined {
    return undefined;
  }
}
