import { joinRuns } from '../../../../generators/recipe/cell-row.ts';
import type { CellRun, RawLayer } from '../../../../generators/recipe/recipe.ts';
import { fileName, type LayerSketch, type Stretch, sector, wholeSectors } from './sketch.ts';

/** Hosts keep holes in blocks of so many bytes, or more. */
export const holeBlock = 4096n;
/** The largest unit that pictures use: 2 MiB. */
const largestUnit = 1n << 21n;

/**
 * The layer as a raw file, or undefined where it can't be one: everything that the map shows of a raw file stands in
 * the file where the guest sees it, and a raw file has no unallocated clusters.
 */
export function rawLayer(sketch: LayerSketch): RawLayer | undefined {
  const { size, window, tells, stretches } = sketch;
  if (tells === 'data' && stretches[0]?.offset !== 0n && window.end % sector === 0n) return undefined;
  const last = stretches.at(-1);
  const endsInSector =
    last?.state === 'zero-allocated' &&
    last.end <= wholeSectors(last.start) &&
    last.start % sector !== 0n &&
    last.start !== window.start;
  const end = endsInSector ? last.start : wholeSectors(window.end) === size ? window.end : size;
  const told = endsInSector ? stretches.slice(0, -1) : stretches;
  if (
    last === undefined ||
    last.offset !== last.start ||
    !told.every((stretch, index) => fitsRaw(stretch, index === 0 ? window.start : told[index - 1]!))
  )
    return undefined;

  const borders = told.flatMap(stretch => [stretch.start, stretch.end]).filter(at => at !== end);
  let unit = largestUnit;
  while (borders.some(at => at % unit !== 0n)) unit /= 2n;
  const cells: CellRun[] = [];
  let at = 0n;
  const upTo = (place: bigint, state: 'unallocated' | 'data'): void => {
    const count = Number((place - at + unit - 1n) / unit);
    if (place > at) cells.push({ state, count });
    if (place > at) at = place;
  };
  for (const stretch of told) {
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
 * Whether a raw file can show the stretch behind the one before it, or as the first of the window that begins at `before`: a
 * hole and data share no block of the host.
 */
function fitsRaw({ start, state, offset }: Stretch, before: Stretch | bigint): boolean {
  if (offset !== start || (state !== 'data' && state !== 'zero-allocated')) return false;
  const end = typeof before === 'bigint' ? before : before.end;
  if (start % holeBlock === 0n && end % holeBlock === 0n) return true;
  return start === end && (typeof before === 'bigint' || before.state === state);
}
