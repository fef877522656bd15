import type { ImageFile } from '../../file/image-file.ts';
import type { Run } from '../../kernel/run.ts';
import type { BackingReference, ImageFormat } from '../../node/image-format.ts';
import type { Lookup } from '../../node/lookup.ts';

/** Who asks what an image answers. */
export type Asker = 'map' | 'layer above';

/** An image of which one file has the tables and the data. Sizes and offsets are bytes. */
export interface FormatImageParts {
  /** The name of its driver in qemu. */
  readonly driver: string;
  readonly file: ImageFile;
  /** A multiple of 512. */
  readonly virtualSize: number;
  /** See `ImageFormat.sizeError`. */
  readonly sizeError?: number;
  /** Absent: it isn't a host file and nothing else. */
  readonly isPlain?: boolean;
  /** Absent: the format has no clusters. */
  readonly clusterSize?: number;
  /** The backing file that the header names; an empty name: this image has none. Absent: no image of the format has. */
  readonly backing?: BackingReference;
  /**
   * What the image answers at a guest offset for a request that ends at `limit`, which is in the image; see `Finder.find`.
   */
  readonly runAt: (offset: number, limit: number, asker: Asker) => Run;
  /**
   * The guest byte up to which one block-status request of qemu at `offset` looks. It matters if nothing is allocated there.
   * Absent: the end of the image.
   */
  readonly lookAhead?: (offset: number) => number;
  /** How the tables decide a guest offset; absent: the format has none. */
  readonly explain?: (offset: bigint) => Lookup;
}

/** The parts that have nothing to do with a walk. */
export type ImageTraits = Omit<FormatImageParts, 'runAt' | 'lookAhead'>;

/** The image as map walks it. An entry of its tables that can't be followed matters to requests that begin at it alone. */
export function formatImage({ runAt, lookAhead, ...parts }: FormatImageParts): ImageFormat {
  const { virtualSize } = parts;
  const attach: ImageFormat['attach'] = layer => {
    const asker = layer.isTop ? 'map' : 'layer above';
    return {
      // Layers above that are longer ask for more.
      find: (offset, limit) => layer.setRun(runAt(offset, Math.min(limit, virtualSize), asker)),
      lookAhead: lookAhead ?? (() => virtualSize),
    };
  };
  return Object.assign(imageOf(parts), { attach });
}

/** What such an image is apart from a walk. */
export function imageOf(traits: ImageTraits): Omit<ImageFormat, 'attach'> {
  return {
    explain: () => undefined,
    ...traits,
    supportsBacking: traits.backing !== undefined,
    isPlain: traits.isPlain ?? false,
    dataFile: traits.file,
  };
}
