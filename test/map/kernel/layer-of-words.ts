import type { TableLayout } from '../../../src/map/kernel/finder.ts';
import { Kernel } from '../../../src/map/kernel/kernel.ts';
import type { KernelLayer } from '../../../src/map/kernel/kernel-layer.ts';

/** A layer with one L2 table of these words and clusters of 2^`clusterBits` bytes. Its window holds the whole table. */
export function layerOfWords(
  words: readonly bigint[],
  clusterBits: number,
  { extended = false, external = false }: Partial<Pick<TableLayout, 'extended' | 'external'>> = {},
): KernelLayer {
  const never = (): never => {
    throw new Error('the words must not be damaged');
  };
  const size = (words.length / (extended ? 2 : 1)) * 2 ** clusterBits;
  const layer = Kernel.take().addLayer({
    virtualSize: size,
    supportsBacking: true,
    wantZero: false,
    attach: () => ({ find: never, lookAhead: never }),
    segmentAt: () => ({ hole: false, end: size }),
  });
  const layout = { size, clusterBits, tableBits: 60, wrongBits: 0, extended, external, encrypted: false };
  layer.useTables(layout, { load: never, damage: never });
  const { buffer, byteOffset } = layer.window;
  const fields = new DataView(buffer, byteOffset);
  for (const [index, word] of words.entries()) fields.setBigUint64(8 * index, BigInt.asUintN(64, word));
  layer.setWindow(0, size);
  return layer;
}
