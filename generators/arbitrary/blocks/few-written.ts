import { joinRuns } from '../../recipe/cells/cell-row.ts';
import type { CellRun } from '../../recipe/recipe.ts';

/** The data of one layer takes at most about so many bytes, but for the first block. */
const writtenBytes = 96 * 1024;

/**
 * The same row, with only its first data written. Map doesn't read data, so the rest need not take any room. Compressed data
 * has no other form: the rest of it is unallocated.
 */
export function fewWritten(cells: readonly CellRun[], unit: number): CellRun[] {
  let left = Math.max(1, Math.floor(writtenBytes / unit));
  return joinRuns(
    cells.flatMap((run): CellRun[] => {
      if (run.state !== 'data' && run.state !== 'compressed') return [run];
      const written = Math.min(run.count, left);
      left -= written;
      return [
        { state: run.state, count: written },
        { state: run.state === 'data' ? 'data-hole' : 'unallocated', count: run.count - written },
      ];
    }),
  );
}
