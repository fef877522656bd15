import { type Cost, isBroken, share } from '../../runs/bounds/bound.ts';
import { byFormat, type HeldImage } from '../../runs/bounds/hold-bounds.ts';
import { tableLines } from './table.ts';

/** The table of a run: for each format the images that come closest to the bounds. Cost is that beyond the start of Node. */
export function boundsLines(all: readonly HeldImage[]): string[] {
  const rows = [...byFormat(all)].map(([format, held]) => [
    format,
    String(new Set(held.map(({ image }) => image)).size),
    String(held.length),
    closest(held, 'cpu'),
    closest(held, 'memory'),
    String(held.filter(one => isBroken(one.held)).length),
  ]);
  const head = ['format', 'images', 'maps', 'CPU, most, on', 'memory, most, on', 'too much'];
  return tableLines([head, ...rows]);
}

/** The line about an image on which our map takes too much. `kept` is the folder that has it. */
export function brokenLine({ image, oracle, held }: HeldImage, kept: string): string {
  const parts = (['cpu', 'memory'] as const)
    .filter(of => share(held, of) > 1)
    .map(of => `${figures(held, of)}${of === 'cpu' ? ' CPU' : ''}`);
  return `${image.format}, ${image.name}: ${parts.join(' and ')} beside qemu-img ${oracle}; see ${kept}`;
}

function closest(all: readonly HeldImage[], of: keyof Cost): string {
  const [first, ...others] = all;
  const { image, oracle, held } = others.reduce(
    (best, one) => (share(one.held, of) > share(best.held, of) ? one : best),
    first!,
  );
  return `${figures(held, of)}: ${image.name}, ${oracle}`;
}

function figures({ taken, most }: HeldImage['held'], of: keyof Cost): string {
  return of === 'cpu'
    ? `${milliseconds(taken.cpu)} of ${milliseconds(most.cpu)} ms`
    : `${megabytes(taken.memory)} of ${megabytes(most.memory)} MB`;
}

function milliseconds(seconds: number): string {
  return (1000 * seconds).toFixed(0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
