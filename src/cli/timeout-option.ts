import { Option } from 'commander';
import { defaultLimits, type StartLimits } from '../harness/parties/oracle/program.ts';
import { duration } from './arguments.ts';

/** `--timeout DURATION`, in milliseconds. */
export function timeoutOption(): Option {
  return new Option(
    '--timeout <duration>',
    `longest time of one answer of a qemu-img or a subject, like 5s (default: ${defaultLimits.milliseconds / 1000}s)`,
  ).argParser(duration);
}

/** The limits of one answer with this time; the default ones without it. */
export function limitsOf(timeout: number | undefined): StartLimits {
  return timeout === undefined ? defaultLimits : { ...defaultLimits, milliseconds: timeout };
}
