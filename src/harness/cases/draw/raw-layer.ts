import { joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, RawLayer } from '../../../../generators/recipe/recipe.ts';
import { dataBit, zeroBit } from '../../../map/kernel/bits.ts';
import { Kernel } from '../../../map/kernel/kernel.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { addLayers } from '../../../map/node/walk/add-layers.ts';
import { checkLength, type DrawnLayer, type Part } from './drawn-layer.ts';

/** A stretch of guest bytes; `end` is the first byte after it. */
interface Stretch {
  readonly kind: 'data' | 'hole' | 'unallocated';
  readonly end: number;
}

/** Bytes of the largest and the smallest cell. */
const largest = 2 ** 20;
const smallest = 512;

/**
 * Draws a layer by its holes as a raw file, in the largest cells that they allow.
 *
 * @param size the bytes of the file
 */
export function drawRaw(name: string, image: ImageFormat, part: Part, size: number): DrawnLayer<RawLayer> {
  const stretches = stretchesOf(name, image, size, part);
  const unit = unitOf(
    stretches.slice(0, -1).map(({ end }) => end),
    size,
  );
  const cells: CellRun[] = [];
  let from = 0;
  for (const { kind, end } of stretches) {
    cells.push({ state: kind === 'data' ? 'data' : 'unallocated', count: Math.ceil(end / unit) - from });
    from = Math.ceil(end / unit);
  }
  const sizeText = size === unit * from ? {} : { size: BigInt(size) };
  const layer: RawLayer = { name, format: 'raw', unit, ...sizeText, cells: joinRuns(cells) };
  return { layer, notes: notesOf(image, stretches), isMoved: false };
}

function notesOf(image: ImageFormat, stretches: readonly Stretch[]): string[] {
  const isUnallocated = stretches.some(({ kind }) => kind === 'unallocated');
  return [
    ...(image.file.knowsHoles ? [] : ['its holes are unknown on this host']),
    ...(isUnallocated ? ['what map reports as neither zero nor data is drawn as holes, which are zero'] : []),
  ];
}

function stretchesOf(name: string, image: ImageFormat, size: number, part: Part): Stretch[] {
  const stretches: Stretch[] = [];
  const kernel = Kernel.take();
  const [cursor] = addLayers(kernel, [image], 'tables');
  const last = Math.min(part.end, size);
  if (part.start > 0) stretches.push({ kind: 'hole', end: Math.min(part.start, size) });
  for (let at = part.start; at < last; at = stretches.at(-1)!.end) {
    const { kind, end } = cursor!.answerAt(at, last);
    stretches.push({ kind: kindOf(kind), end: Math.min(end, last) });
    checkLength(name, stretches.length);
  }
  kernel.release();
  if (last < size) stretches.push({ kind: 'hole', end: size });
  return stretches;
}

/** @param kind see kernel/bits.ts */
function kindOf(kind: number): Stretch['kind'] {
  if ((kind & dataBit) !== 0) return 'data';
  return (kind & zeroBit) !== 0 ? 'hole' : 'unallocated';
}

/** The largest power of two that divides all borders, not larger than the file needs. */
function unitOf(borders: readonly number[], size: number): number {
  let unit = largest;
  while (unit > smallest && unit > size) unit /= 2;
  while (unit > smallest && borders.some(border => border % unit !== 0)) unit /= 2;
  return borders.some(border => border % unit !== 0) ? 1 : unit;
}
