import type { Target } from './contests.ts';
import type { Race } from './race.ts';
import type { Series } from './series.ts';
import { type Growth, growthOf, type Spread, spreadOf } from './statistics.ts';

/** One row: seconds of CPU and of wall time, bytes of memory, and how many times as much CPU qemu-img takes. */
export interface Row {
  readonly name: string;
  readonly target: Target;
  readonly ours: Sums;
  readonly theirs: Sums;
  /** Of run i of theirs to run i of ours. */
  readonly ratio: Spread;
  readonly reached: boolean;
}

export interface Sums {
  readonly cpu: Spread;
  readonly wall: Spread;
  readonly memory: Spread;
}

/** What grew: `unit` is what the sizes count, `one` a single one of them. */
type Along = Pick<Series, 'name' | 'unit' | 'one' | 'sizes'>;

/** How CPU time grew along one series. */
export interface Curve extends Along {
  readonly ours: Line;
  readonly theirs: Line;
}

export interface Line {
  /** Seconds of CPU for each size. */
  readonly cpu: readonly Spread[];
  readonly growth: Growth;
}

/** All that a run of the benchmark found out. */
export interface BenchResult {
  /** ISO 8601, in UTC. */
  readonly date: string;
  readonly host: string;
  readonly node: string;
  /** The first line of the `--version` of the qemu-img. */
  readonly oracle: string;
  /** The qemu-img by its short name. */
  readonly oracleName: string;
  readonly runs: number;
  /** CPU of an empty Node script. */
  readonly start: Spread;
  readonly rows: readonly Row[];
  readonly inProcess: Spread;
  readonly curves: readonly Curve[];
}

/** @param start seconds of CPU that an empty Node script takes */
export function rowOf(name: string, target: Target, race: Race, start: number): Row {
  const [ours, theirs] = [sumsOf(race.ours), sumsOf(race.theirs)];
  const ratio = spreadOf(race.ours.map(({ cpu }, run) => race.theirs[run]!.cpu / cpu));
  const reached =
    target.kind === 'ratio' ? ratio.median >= target.least : ours.cpu.median - start <= theirs.cpu.median;
  return { name, target, ours, theirs, ratio, reached };
}

/** Grown by less, in seconds, a time is flat: 64 TiB have an L1 table of 1 MiB, 4 TiB one of 64 KiB. */
const negligible = 0.02;

/** @param races one for each size */
export function curveOf(along: Along, races: readonly Race[]): Curve {
  const { sizes } = along;
  const lineOf = (side: keyof Race): Line => {
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
