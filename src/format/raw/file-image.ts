import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../format.ts';
import { dataBit, type Runs, zeroBit } from '../runs.ts';

const sector = 512;

/**
 * A file as an image: rounded up to whole sectors. It never leaves anything to a backing file: a hole is a zero that
 * is present.
 */
export class FileImage implements ImageFormat {
  readonly driver = 'file';
  readonly virtualSize: number;
  readonly sizeUsable = true;
  readonly supportsBacking = false;
  readonly isPlain = true;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;

  constructor(file: ImageFile) {
    this.file = file;
    this.dataFile = file;
    this.virtualSize = Math.ceil(file.length / sector) * sector;
  }

  find(offset: number, runs: Runs): void {
    const segment = this.file.segmentAt(offset);
    runs.begin(offset);
    runs.add(Math.min(segment.end, this.virtualSize), segment.hole ? zeroBit : dataBit, offset);
  }

  /** Holes are asked for where they are needed, and nothing in a file is invalid. */
  lookAhead(): number {
    return this.virtualSize;
  }

  explain(): undefined {
    return undefined;
  }
}
