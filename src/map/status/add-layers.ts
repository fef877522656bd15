import { MetadataError } from '../basics/error.ts';
import type { Chain } from '../chain/chain.ts';
import type { ImageFormat } from '../format/format.ts';
import type { Finder } from '../kernel/finder.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelLayer } from '../kernel/kernel-layer.ts';

/**
 * Puts the layers of a chain into the kernel of a walk, from the top down.
 *
 * @param asksForHoles whether holes of host files count in what the tables call data
 */
export function addLayers(
  kernel: Kernel,
  layers: Chain['layers'],
  asksForHoles: boolean,
): readonly KernelLayer[] {
  return layers.map(image => {
    const { virtualSize, supportsBacking, dataFile } = image;
    const layer = kernel.addLayer({
      virtualSize,
      supportsBacking,
      asksForHoles,
      segmentAt: offset => dataFile.segmentAt(offset),
    });
    layer.finder = finderOf(image, layer);
    return layer;
  });
}

/** Where the header's size is one that qemu can't use, nothing is found; see `Profile.unusableSize`. */
function finderOf(image: ImageFormat, layer: KernelLayer): Finder {
  if (image.sizeUsable) return image.attach(layer);
  const fail = (): never => {
    throw new MetadataError('File too large');
  };
  return { find: fail, lookAhead: fail };
}
