import { hasHostSlot } from '../recipe/cell-row.ts';
import type { CellRun, Layer, Qcow2Layer } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { letterOf, type StateLetter } from './column.ts';

/**
 * Guest bytes of one layer that hold one state, up to where the next band starts. Coverage counts in doubles: beyond
 * 2^53 bytes its borders are a little off, and nothing rests on them.
 */
export interface Band {
  readonly start: number;
  readonly letter: StateLetter;
  /** Of one state with the band before, in the next cluster, but elsewhere in the host file. */
  readonly hostBreak: boolean;
}

const subclusters = 32;

/** What a layer holds, from guest byte 0 on; the last band starts at its end. */
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
      if (format === 'qcow2') bands.push(...hostBreaks(layer, run, start, slots));
    }
    if (hasHostSlot(run)) slots += run.count;
    cells += run.count;
  }
  const size = Number(virtualSize(layer));
  if (cells * unit < size) put(cells * unit, letterOf('unallocated', format));
  bands.push({ start: size, letter: '|', hostBreak: false });
  return bands;
}

/** Where clusters of a run don't follow each other in the file. `slots` have gone to clusters before it. */
function hostBreaks({ slots: places, unit }: Qcow2Layer, run: CellRun, start: number, slots: number): Band[] {
  if (places === undefined || run.state === 'mixed' || !hasHostSlot(run)) return [];
  const breaks: Band[] = [];
  for (let i = 1; i < run.count; i++) {
    if (places[slots + i] !== places[slots + i - 1]! + 1)
      breaks.push({ start: start + i * unit, letter: letterOf(run.state, 'qcow2'), hostBreak: true });
  }
  return breaks;
}
