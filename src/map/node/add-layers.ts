import { MetadataError } from '../basics/error.ts';
import type { Finder } from '../kernel/finder.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelLayer } from '../kernel/kernel-layer.ts';
import { windowBytesOf } from '../kernel/window-bytes.ts';
import { attachBelow, fileOfRun, type ImageFormat, sizeProblemOf } from './image-format.ts';

/**
 * Adds the layers of a chain to the kernel of a walk, from the top down.
 *
 * @param asked whether the filters of a layer answer, or map passes over them. Absent: it does
 * @param wantZero qemu's `want_zero`: data that lies in a hole of its host file is zero as well
 */
export function addLayers(
  kernel: Kernel,
  layers: readonly ImageFormat[],
  wantZero: boolean,
  asked: 'images' | 'filters' = 'images',
): readonly KernelLayer[] {
  return layers.map(image => {
    const { virtualSize, supportsBacking, clusterSize = 1 } = image;
    const layer = kernel.addLayer({
      virtualSize,
      supportsBacking,
      wantZero,
      windowBytes: windowBytesOf(layers.length, Math.ceil(virtualSize / clusterSize)),
      segmentAt: (offset, file) => fileOfRun(image, file).segmentAt(offset),
    });
    layer.finder = finderOf(image, layer, asked);
    return layer;
  });
}

/** The finder of an image. It always fails if qemu can't use the size in the header; see `Profile.unusableSize`. */
function finderOf(image: ImageFormat, layer: KernelLayer, asked: 'images' | 'filters'): Finder {
  if (image.sizeUsable) return asked === 'filters' ? attachBelow(image, layer) : image.attach(layer);
  const fail = (): never => {
    throw new MetadataError(sizeProblemOf(image));
  };
  return { find: fail, lookAhead: fail };
}
