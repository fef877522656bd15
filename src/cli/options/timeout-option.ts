import { Option } from 'commander';
import { defaultLimits, type StartLimits } from '../../harness/parties/oracle/program.ts';
import { duration } from './arguments/duration.ts';

/** `--timeout DURATION`, in milliseconds; without it the limits of the command hold. */
export function timeoutOption({ milliseconds }: StartLimits = defaultLimits): Option {
  return new Option(
    '--timeout <duration>',
    `longest time of one answer of a qemu-img or a subject, like 5s (default: ${milliseconds / 1000}s)`,
  ).argParser(duration);
}

/** The limits of one answer with this time; those of the command without it. */
export function limitsOf(timeout: number | undefined, limits: StartLimits = defaultLimits): StartLimits {
  return timeout === undefined ? limits : { ...limits, milliseconds: timeout };
}
