import { hasHostSlot } from '../recipe/cells/cell-row.ts';
import type { CellRun, Layer } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { letterOf, type StateLetter } from './column.ts';

/**
 * Guest bytes of one layer in one state, up to the start of the next band. Coverage counts in doubles: beyond 2^53 bytes
 * its borders are imprecise, which is harmless.
 */
export interface Band {
  readonly start: number;
  readonly letter: StateLetter;
  /** The state is that of the band before, but this cluster doesn't follow the one before in the host file. */
  readonly hostBreak: boolean;
}

const subclusters = 32;

/** The bands of a layer from guest byte 0 on. The last one starts at the end of the layer. */
export function bandsOf(layer: Layer): Band[] {
  const { unit, format } = layer;
  const bands: Band[] = [];
  const put = (start: number, letter: StateLetter): void => {
    if (bands.at(-1)?.letter !== letter) bands.push({ start, letter, hostBreak: false });
  };
  let cells = 0;
  let slots = 0;
  for (const run of layer.cells) {
    const start = cells * unit;
    if (run.state === 'mixed') {
      for (let i = 0; i < run.count; i++) {
        let behind = 0;
        for (const { state, count } of run.subclusters) {
          put(start + i * unit + (behind * unit) / subclusters, letterOf(state, format));
          behind += count;
        }
      }
    } else {
      put(start, letterOf(run.state, format));
      bands.push(...hostBreaks(layer, run, start, slots));
    }
    if (hasHostSlot(run)) slots += run.count;
    cells += run.count;
  }
  const size = Number(virtualSize(layer));
  if (cells * unit < size) put(cells * unit, letterOf('unallocated', format));
  bands.push({ start: size, letter: '|', hostBreak: false });
  return bands;
}

/** The places in a run where clusters don't follow each other in the file. `slots` counts the host slots before the run. */
function hostBreaks(
  { slots: places, unit, format }: Layer,
  run: CellRun,
  start: number,
  slots: number,
): Band[] {
  if (places === undefined || run.state === 'mixed' || !hasHostSlot(run)) return [];
  const breaks: Band[] = [];
  for (let i = 1; i < run.count; i++) {
    if (places[slots + i] !== places[slots + i - 1]! + 1)
      breaks.push({ start: start + i * unit, letter: letterOf(run.state, format), hostBreak: true });
  }
  return breaks;
}
