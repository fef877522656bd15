import { MetadataError } from '../../basics/error.ts';
import { errorText } from '../../file/strerror.ts';
import { synthesisedBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Snapshot } from '../../node/node.ts';
import type { Profile } from '../../profile/profile.ts';
import { RawImage } from '../raw/raw-image.ts';
import { notKept } from './snapshot-file.ts';

/**
 * A snapshot as an image: the node that is written to, without its backing files, as a raw image shows it. Zeros are present
 * even where the node allocates nothing, since their source doesn't count.
 */
export function snapshotImage(driver: string, { node, keeps }: Snapshot, profile: Profile): ImageFormat {
  const shown = new RawImage(node.layers, { offset: 0n }, profile);
  const { virtualSize, file, dataFile, extents } = shown;
  return {
    driver,
    virtualSize,
    supportsBacking: false,
    isPlain: false,
    file,
    dataFile,
    ...(extents !== undefined && { extents }),
    attach(layer) {
      const below = shown.attach(layer);
      return {
        find(offset, limit) {
          if (!keeps(offset, Math.min(limit, virtualSize))) throw new MetadataError(errorText(notKept));
          below.find(offset, limit);
          const { run } = layer;
          if ((run.kind & synthesisedBit) !== 0) layer.setRun({ ...run, kind: run.kind & ~synthesisedBit });
        },
        lookAhead: offset => below.lookAhead(offset),
      };
    },
    explain: offset => node.layers[0]!.explain(offset),
  };
}
