import { Option } from 'commander';
import { duration } from './arguments/duration.ts';
import type { RunOptions } from './run-options.ts';

/** Minutes without --time and --cases. On two cores, all goldens on four qemu-imgs take some 45 s of them. */
const defaultMinutes = 2;

/** `--time DURATION`, in milliseconds. */
export function timeOption(): Option {
  return new Option(
    '--time <duration>',
    `time limit of the whole run, like 90s or 5m (default: ${defaultMinutes}m, or none with --cases)`,
  ).argParser(duration);
}

/** Milliseconds that the whole run may take; undefined if it ends with its cases. */
export function timeOf({ time, cases }: Pick<RunOptions, 'time' | 'cases'>): number | undefined {
  return time ?? (cases === undefined ? defaultMinutes * 60_000 : undefined);
}
