import type { ImageFile } from '../../file/image-file.ts';
import type { Lookup } from '../../node/lookup.ts';
import { readOffsets } from './block-offsets.ts';
import type { CloopHeader } from './cloop-header.ts';

/**
 * How the offsets of a cloop image describe a guest offset. qemu tells map of none of them.
 *
 * @throws MapError `unreadable`
 */
export function explainCloop(offset: bigint, file: ImageFile, header: CloopHeader): Lookup {
  const bytes = BigInt(header.blockBytes);
  const index = Number(offset / bytes);
  const { at, start, end } = readOffsets(file, header, index);
  return {
    unit: {
      name: 'block',
      index: BigInt(index),
      bytes: header.blockBytes,
      byte: Number(offset % bytes),
      host: start,
    },
    state: 'compressed',
    entries: [
      {
        table: 'offsets',
        index,
        offset: at,
        word: `0x${start.toString(16).padStart(16, '0')}`,
        meaning: `block at 0x${start.toString(16)}, ${end - start} bytes up to the next offset`,
      },
    ],
  };
}
