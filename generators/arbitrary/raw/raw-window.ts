import * as fc from 'fast-check';
import type { Layer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { NodeOptions } from '../layer/node.ts';

/**
 * For `offset` and `size` of the raw driver, which show a part of the file; now and then more than there is, or no whole
 * sectors.
 *
 * @param layer one whose file is about as long as its virtual size
 */
export function rawWindow(layer: Layer): fc.Arbitrary<NodeOptions> {
  const bytes = Number(virtualSize(layer));
  const sectors = Math.floor(bytes / 512);
  return fc
    .tuple(fc.integer({ min: 0, max: sectors }), fc.integer({ min: 0, max: sectors + 1 }))
    .chain(([from, count]) =>
      fc.constantFrom<NodeOptions>(
        { offset: from * 512 },
        { offset: (from + sectors + 1) * 512 },
        { size: String(count * 512) },
        { size: count * 512 + 100 },
        { offset: from * 512, size: String((count + sectors - from + 1) * 512) },
        { offset: `${from * 512}`, size: Math.min(count, sectors - from) * 512 },
        // With an unaligned offset and no size qemu-img aborts.
        { offset: Math.max(0, from * 512 - 100), size: Math.min(count, sectors - from) * 512 },
      ),
    );
}

/** For a part that begins after the first sector of the file: there its offsets are not those of the file. The whole file if that has one sector. */
export function partInside(layer: Layer): fc.Arbitrary<NodeOptions> {
  const sectors = Math.floor(Number(virtualSize(layer)) / 512);
  if (sectors < 2) return fc.constant({ offset: 0 });
  return fc.tuple(fc.integer({ min: 1, max: sectors - 1 }), fc.boolean()).map(([from, hasSize]) => ({
    offset: from * 512,
    ...(hasSize && { size: (sectors - from) * 512 }),
  }));
}
