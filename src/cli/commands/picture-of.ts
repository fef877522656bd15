import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { drawImage, type NamedImage } from '../../harness/cases/draw/draw-image.ts';
import type { Part } from '../../harness/cases/draw/drawn-layer.ts';
import { openScratch } from '../../harness/files/scratch.ts';
import { toByteString, toText } from '../../map/basics/byte-string.ts';
import { openChain } from '../../map/chain/open-chain.ts';
import { newest } from '../../map/profile/profile.ts';
import { hostFor, type ImageOptions, objectsOf } from '../options/image-options.ts';
import { complain } from '../terminal/print.ts';

/** How an image is drawn, and which part of it. */
export interface DrawOptions extends ImageOptions {
  readonly startOffset?: bigint;
  readonly maxLength?: bigint;
}

/**
 * The picture of an existing chain, as a case.
 *
 * @throws as `openChain` and `drawImage`
 */
export async function pictureOf(image: string, options: DrawOptions): Promise<string> {
  const chain = openChain(toByteString(image), {
    profile: newest,
    notice: text => complain(toText(text).trimEnd()),
    objects: objectsOf(options, newest),
    host: hostFor(options.confine),
    imageOptions: options.imageOpts ?? false,
    forceShare: options.forceShare ?? false,
    ...(options.format !== undefined && { format: toByteString(options.format) }),
  });
  try {
    const scratch = await openScratch();
    try {
      const part = partOf(options, chain.layers[0]!.virtualSize);
      return printCase(drawImage(chain, namedImage(image, options), part, scratch));
    } finally {
      scratch.close();
    }
  } finally {
    chain.close();
  }
}

function namedImage(image: string, options: DrawOptions): NamedImage {
  const { format, imageOpts, forceShare, object, confine } = options;
  const words = [
    ...(format === undefined ? [] : ['-f', format]),
    ...(imageOpts ? ['--image-opts'] : []),
    ...(forceShare ? ['-U'] : []),
    ...object.flatMap(text => ['--object', text]),
    ...['--', image],
  ];
  return { words, directory: process.cwd(), confine };
}

function partOf({ startOffset, maxLength }: DrawOptions, size: number): Part | undefined {
  if (startOffset === undefined && maxLength === undefined) return undefined;
  const start = Math.min(Number(startOffset ?? 0n), size);
  return { start, end: maxLength === undefined ? size : Math.min(start + Number(maxLength), size) };
}
