import type { FileSource, SourceFile } from '../../../map/portable.ts';

/** A source of which a limited number of bytes is read: an image of 2^61 bytes has terabytes of tables. */
export interface LimitedSource {
  readonly source: FileSource;
  /** Whether more was asked for. Then reads have failed, and whatever was made of them is void. */
  readonly isSpent: () => boolean;
}

/** @param most bytes, of all files together, each time that they are read */
export function limitedSource(source: FileSource, most: number): LimitedSource {
  let left = most;
  const counted = (file: SourceFile): SourceFile => ({
    length: file.length,
    read(offset, length) {
      left -= length;
      if (left < 0) throw new RangeError(`more than ${most} bytes are read`);
      return file.read(offset, length);
    },
    ...(file.allocated !== undefined && { allocated: file.allocated }),
    ...(file.segmentAt !== undefined && { segmentAt: offset => file.segmentAt!(offset) }),
    ...(file.close !== undefined && { close: () => file.close!() }),
  });
  return {
    isSpent: () => left < 0,
    source: {
      open(name) {
        const file = source.open(name);
        return file && counted(file);
      },
    },
  };
}
