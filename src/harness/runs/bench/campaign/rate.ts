import type { BareRate, NotMeasured } from '../../campaign/bare-rate.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import type { Stretch } from './run-stretch.ts';

/** Who runs the cases whole. */
export type Runners = 'one thread' | 'workers';

/** How fast cases run with so many jobs. */
export interface Rate {
  readonly jobs: number;
  readonly runners: Runners;
  readonly casesPerSecond: Spread;
  readonly checksPerSecond: Spread;
  /** Seconds of CPU time of ours a case, of all threads. */
  readonly ownACase: Spread;
  /** Seconds of CPU time of the main thread a case. */
  readonly mainACase: Spread;
  /** Starts of the same qemu-img alone. Absent: a stand-in was started. */
  readonly bare?: BareRate | NotMeasured;
}

/** The rate of several stretches, each of at least one case. */
export function rateOf(jobs: number, runners: Runners, stretches: readonly Stretch[]): Rate {
  const spread = (value: (stretch: Stretch) => number): Spread => spreadOf(stretches.map(value));
  return {
    ...{ jobs, runners },
    casesPerSecond: spread(({ cases, seconds }) => cases / seconds),
    checksPerSecond: spread(({ checks, seconds }) => checks / seconds),
    ownACase: spread(({ cases, ownCpu }) => ownCpu / cases),
    mainACase: spread(({ cases, mainCpu }) => mainCpu / cases),
  };
}
