import type { BigRow } from './big-loads.ts';
import type { Target } from './contests.ts';
import type { Race } from './race.ts';
import type { Series } from './series.ts';
import { type Growth, growthOf, type Spread, spreadOf } from './statistics.ts';

/** The result of one contest. */
export interface Row {
  readonly name: string;
  readonly target: Target;
  readonly ours: Sums;
  readonly theirs: Sums;
  /** CPU time of qemu-img divided by ours, run by run. */
  readonly ratio: Spread;
  /** CPU seconds of what is physically left (floor.ts); absent where that wasn't measured. */
  readonly floor?: Spread;
  readonly reached: boolean;
}

/** CPU and wall time in seconds, memory in bytes. */
export interface Sums {
  readonly cpu: Spread;
  readonly wall: Spread;
  readonly memory: Spread;
}

/** The size that grows: `unit` names what the sizes count, `one` a single one of them. */
type Along = Pick<Series, 'name' | 'unit' | 'one' | 'sizes'>;

/** The growth of CPU time along one series. */
export interface Curve extends Along {
  readonly ours: Line;
  readonly theirs: Line;
}

/** The CPU time of one program along a series. */
export interface Line {
  /** Seconds, for each size. */
  readonly cpu: readonly Spread[];
  readonly growth: Growth;
}

/** The result of a benchmark. */
export interface BenchResult {
  /** Date and time, ISO 8601 in UTC. */
  readonly date: string;
  readonly host: string;
  readonly node: string;
  /** The first line of `--version` of the qemu-img. */
  readonly oracle: string;
  /** The short name of the qemu-img. */
  readonly oracleName: string;
  readonly runs: number;
  /** CPU seconds of an empty Node script. */
  readonly start: Spread;
  readonly rows: readonly Row[];
  /** The big loads, if they were mapped. */
  readonly big: readonly BigRow[];
  readonly inProcess: Spread;
  readonly curves: readonly Curve[];
}

/**
 * Makes the row of one contest.
 *
 * @param start CPU seconds of an empty Node script
 */
export function rowOf(name: string, target: Target, race: Race, start: number): Row {
  const [ours, theirs] = [sumsOf(race.ours), sumsOf(race.theirs)];
  const ratio = spreadOf(race.ours.map(({ cpu }, run) => race.theirs[run]!.cpu / cpu));
  const reached =
    target.kind === 'ratio' ? ratio.median >= target.least : ours.cpu.median - start <= theirs.cpu.median;
  const floor = race.floor.map(({ cpu }) => cpu);
  return { name, target, ours, theirs, ratio, ...(floor.length > 0 && { floor: spreadOf(floor) }), reached };
}

/** Seconds. A time that grows by less is flat: an image of 64 TiB has an L1 table of 1 MiB, one of 4 TiB has 64 KiB. */
const negligible = 0.02;

/**
 * Makes the curve of one series.
 *
 * @param races one for each size
 */
export function curveOf(along: Along, races: readonly Race[]): Curve {
  const { sizes } = along;
  const lineOf = (side: 'ours' | 'theirs'): Line => {
    const cpu = races.map(race => spreadOf(race[side].map(usage => usage.cpu)));
    const points = sizes.map((size, index) => [size, cpu[index]!.median] as const);
    return { cpu, growth: growthOf(points, negligible) };
  };
  return { ...along, ours: lineOf('ours'), theirs: lineOf('theirs') };
}

function sumsOf(usages: Race['ours']): Sums {
  const sum = (key: 'cpu' | 'wall' | 'memory'): Spread => spreadOf(usages.map(usage => usage[key]));
  return { cpu: sum('cpu'), wall: sum('wall'), memory: sum('memory') };
}
