import { dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';
import type { QuorumFile } from './quorum-file.ts';
import type { QuorumStatus } from './quorum-status.ts';

/** A quorum as an image: data without a place in a file, or zeros, both present. Nothing is below it. */
export function quorumImage(driver: string, file: QuorumFile, status: QuorumStatus): ImageFormat {
  return formatImage({
    driver,
    file,
    virtualSize: file.length,
    runAt(start, limit) {
      const { hole, end } = status.at(start, limit);
      return { start, end, kind: hole ? zeroBit : dataBit, offset: noOffset };
    },
  });
}
