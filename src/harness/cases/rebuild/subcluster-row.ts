import { joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, MixedCell, SubclusterState } from '../../../../generators/recipe/recipe.ts';
import type { ClusterRow } from './cluster-row.ts';
import { hostCluster, type Misfit } from './misfit.ts';
import type { LayerSketch, Stretch } from './sketch.ts';

/** Number of subclusters of a cluster. */
const parts = 32n;

/** A part of one cluster, or whole clusters that follow each other in the file, in one state. */
interface Piece {
  readonly first: bigint;
  readonly count: bigint;
  /** Subclusters from the start of the cluster. */
  readonly from: bigint;
  readonly to: bigint;
  readonly stretch: Stretch;
}

/**
 * The clusters of a layer with extended L2 entries. Subclusters that the map doesn't describe are taken as reserved, or as
 * unallocated if the cluster has no host cluster.
 */
export function subclusterRow({ size, stretches }: LayerSketch, cluster: bigint): ClusterRow | Misfit {
  const cells: CellRun[] = [];
  const hosts: number[] = [];
  let at = 0n;
  for (const pieces of sameCluster(stretches.flatMap(stretch => piecesOf(stretch, cluster)))) {
    const { first, count } = pieces[0]!;
    const found = new Set(pieces.map(({ stretch }) => hostCluster(stretch, cluster)));
    const line = pieces.at(-1)!.stretch.line;
    if (found.size > 1) return { line, what: 'a cluster has only one host cluster' };
    const packed = pieces.some(({ stretch }) => stretch.state === 'compressed');
    if (packed && pieces.some(({ stretch }) => stretch.state !== 'compressed'))
      return { line, what: 'compressed clusters have no subclusters' };
    const [host] = found;
    cells.push({ state: 'unallocated', count: Number(first - at) });
    cells.push({ ...(packed ? { state: 'compressed' } : cellOf(pieces, host)), count: Number(count) });
    if (host !== undefined) {
      for (let i = 0; i < count; i++) hosts.push(Number(host / cluster) + i);
    }
    at = first + count;
  }
  const clusters = (size + cluster - 1n) / cluster;
  cells.push({ state: 'unallocated', count: Number(clusters - at) });
  return { cells: joinRuns(cells), hosts };
}

function cellOf(pieces: readonly Piece[], host: bigint | undefined): MixedCell {
  const unknown = host === undefined ? 'unallocated' : 'reserved';
  const subclusters: { state: SubclusterState; count: number }[] = [];
  let at = 0n;
  for (const { from, to, stretch } of pieces) {
    subclusters.push({ state: unknown, count: Number(from - at) });
    subclusters.push({ state: stretch.state as SubclusterState, count: Number(to - from) });
    at = to;
  }
  subclusters.push({ state: unknown, count: Number(parts - at) });
  return { state: 'mixed', subclusters };
}

/** Splits a stretch into a part of its first cluster, whole clusters, and a part of its last cluster. */
function piecesOf(stretch: Stretch, cluster: bigint): Piece[] {
  const unit = cluster / parts;
  const begin = stretch.start / unit;
  const end = (stretch.end + unit - 1n) / unit;
  const pieces: Piece[] = [];
  for (let at = begin; at < end; ) {
    const first = at / parts;
    const from = at % parts;
    const whole = from === 0n && end - at >= parts;
    const count = whole ? (end - at) / parts : 1n;
    const to = whole || end - at >= parts - from ? parts : from + (end - at);
    const start = at * unit > stretch.start ? at * unit : stretch.start;
    const offset = stretch.offset === undefined ? undefined : stretch.offset + (start - stretch.start);
    const { state, line } = stretch;
    const part = { start, end: stretch.end, state, line, ...(offset === undefined ? {} : { offset }) };
    pieces.push({ first, count, from, to, stretch: part });
    at = whole ? at + count * parts : first * parts + to;
  }
  return pieces;
}

function sameCluster(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group?.[0]?.first === piece.first) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}
