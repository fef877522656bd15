import { joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, RawLayer } from '../../../../generators/recipe/recipe.ts';
import { fileName, type LayerSketch, type Stretch, sector, wholeSectors } from './sketch.ts';

/** Bytes of the smallest blocks in which hosts keep holes. */
export const holeBlock = 4096n;
/** Bytes of the largest unit in pictures. */
const largestUnit = 1n << 21n;

/**
 * The layer as a raw file, or undefined if it can't be one: in a raw file every host offset is the guest offset, and nothing
 * is unallocated.
 */
export function rawLayer(sketch: LayerSketch): RawLayer | undefined {
  const { size, window, covers, stretches } = sketch;
  if (covers === 'data' && stretches[0]?.offset !== 0n && window.end % sector === 0n) return undefined;
  const last = stretches.at(-1);
  const endsInSector =
    last?.state === 'zero-allocated' &&
    last.end <= wholeSectors(last.start) &&
    last.start % sector !== 0n &&
    last.start !== window.start;
  const end = endsInSector ? last.start : wholeSectors(window.end) === size ? window.end : size;
  const inFile = endsInSector ? stretches.slice(0, -1) : stretches;
  if (
    last === undefined ||
    last.offset !== last.start ||
    !inFile.every((stretch, index) => fitsRaw(stretch, index === 0 ? window.start : inFile[index - 1]!))
  )
    return undefined;

  const borders = inFile.flatMap(stretch => [stretch.start, stretch.end]).filter(at => at !== end);
  let unit = largestUnit;
  while (borders.some(at => at % unit !== 0n)) unit /= 2n;
  const cells: CellRun[] = [];
  let at = 0n;
  const upTo = (place: bigint, state: 'unallocated' | 'data'): void => {
    const count = Number((place - at + unit - 1n) / unit);
    if (place > at) cells.push({ state, count });
    if (place > at) at = place;
  };
  for (const stretch of inFile) {
    upTo(stretch.start, 'unallocated');
    upTo(stretch.end, stretch.state === 'data' ? 'data' : 'unallocated');
  }
  return {
    format: 'raw',
    name: fileName(sketch, 'raw'),
    unit: Number(unit),
    size: end,
    cells: joinRuns(cells),
  };
}

/**
 * Whether a raw file can have the stretch after the one before it, or first in a window that begins at `before`. A hole and
 * data never share a block of the host.
 */
function fitsRaw({ start, state, offset }: Stretch, before: Stretch | bigint): boolean {
  if (offset !== start || (state !== 'data' && state !== 'zero-allocated')) return false;
  const end = typeof before === 'bigint' ? before : before.end;
  if (start % holeBlock === 0n && end % holeBlock === 0n) return true;
  return start === end && (typeof before === 'bigint' || before.state === state);
}
