import { joinRuns } from '../../../../generators/recipe/cell-row.ts';
import type { CellRun, RawLayer } from '../../../../generators/recipe/recipe.ts';
import { dataBit } from '../../../map/kernel/bits.ts';
import { Kernel } from '../../../map/kernel/kernel.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { addLayers } from '../../../map/status/add-layers.ts';
import { checkLength, type DrawnLayer, type Part } from './drawn-layer.ts';

interface Stretch {
  readonly data: boolean;
  readonly end: number;
}

/** The largest cell that is used, and the smallest, in bytes. */
const largest = 2 ** 20;
const smallest = 512;

/** A raw layer: its holes, as long cells as they allow. */
export function drawRaw(name: string, image: ImageFormat, part: Part): DrawnLayer<RawLayer> {
  const size = image.file.length < image.virtualSize ? image.file.length : image.virtualSize;
  const stretches = stretchesOf(name, image, size, part);
  const unit = unitOf(
    stretches.slice(0, -1).map(({ end }) => end),
    size,
  );
  const cells: CellRun[] = [];
  let from = 0;
  for (const { data, end } of stretches) {
    cells.push({ state: data ? 'data' : 'unallocated', count: Math.ceil(end / unit) - from });
    from = Math.ceil(end / unit);
  }
  const sizeText = size === unit * from ? {} : { size: BigInt(size) };
  const notes = image.file.knowsHoles ? [] : ['its holes are unknown: this host does not tell them'];
  return { layer: { name, format: 'raw', unit, ...sizeText, cells: joinRuns(cells) }, notes };
}

function stretchesOf(name: string, image: ImageFormat, size: number, part: Part): Stretch[] {
  const stretches: Stretch[] = [];
  const kernel = Kernel.take();
  const [cursor] = addLayers(kernel, [image], false);
  const last = Math.min(part.end, size);
  if (part.start > 0) stretches.push({ data: false, end: Math.min(part.start, size) });
  for (let at = part.start; at < last; at = stretches.at(-1)!.end) {
    const { kind, end } = cursor!.answerAt(at, last);
    stretches.push({ data: (kind & dataBit) !== 0, end: Math.min(end, last) });
    checkLength(name, stretches.length);
  }
  kernel.release();
  if (last < size) stretches.push({ data: false, end: size });
  return stretches;
}

/** The largest power of two that all borders are whole numbers of, no larger than need be for the whole file. */
function unitOf(borders: readonly number[], size: number): number {
  let unit = largest;
  while (unit > smallest && unit > size) unit /= 2;
  while (unit > smallest && borders.some(border => border % unit !== 0)) unit /= 2;
  return borders.some(border => border % unit !== 0) ? 1 : unit;
}
