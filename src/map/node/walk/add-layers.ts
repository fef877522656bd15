import { MetadataError } from '../../basics/error.ts';
import { errorText } from '../../file/strerror.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import { windowBytesOf } from '../../kernel/window-bytes.ts';
import { attachBelow, fileOfRun, type ImageFormat } from '../image-format.ts';
import { NoAnswer } from './no-answer.ts';

/** What answers: the images, their filters, or their filters to reads of bytes. */
type Asked = 'images' | 'filters' | 'reads';

/** What tells where zeros are. With holes, data that lies in a hole of its host file is zero as well: qemu's `want_zero`. */
export type ZerosBy = 'tables' | 'tables and holes';

/**
 * Adds the layers of a chain to the kernel of a walk, from the top down.
 *
 * @param asked whether the filters of a layer answer, as they do to reads, or map passes over them. Absent: it does
 */
export function addLayers(
  kernel: Kernel,
  layers: readonly ImageFormat[],
  zerosBy: ZerosBy,
  asked: Asked = 'images',
): readonly KernelLayer[] {
  return layers.map(image => {
    const { virtualSize, supportsBacking, clusterSize = 1 } = image;
    return kernel.addLayer({
      virtualSize,
      supportsBacking,
      wantZero: zerosBy === 'tables and holes',
      isForReads: asked === 'reads',
      windowBytes: windowBytesOf(layers.length, Math.ceil(virtualSize / clusterSize)),
      attach: layer => finderOf(image, layer, asked),
      segmentAt: (offset, end, file) => fileOfRun(image, file).segmentAt(offset, end),
    });
  });
}

/** The finder of an image. It always fails if qemu can't use the size in the header; see `Profile.unusableSize`. */
function finderOf(image: ImageFormat, layer: KernelLayer, asked: Asked): Finder {
  const { sizeError } = image;
  if (sizeError === undefined) return asked === 'images' ? image.attach(layer) : attachBelow(image, layer);
  const fail = (): never => {
    // map takes it for an answer without a length.
    if (sizeError <= 0 && asked === 'images')
      throw new NoAnswer('an image has a size below 0', 'Check the size in the header of the image.');
    throw new MetadataError(errorText(sizeError));
  };
  return { find: fail, lookAhead: fail };
}
