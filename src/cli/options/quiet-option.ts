import { Option } from 'commander';
import type { ProgressStream } from '../../harness/report/progress.ts';
import { printLines } from '../terminal/print.ts';

/** `-q`. */
export function quietOption(): Option {
  return new Option('-q, --quiet', 'print only findings, oracle errors and the verdict');
}

/** What prints all but findings, oracle errors and the verdict, and where progress goes: nowhere with -q. */
export interface Talk {
  readonly say: (lines: Iterable<string>) => void;
  readonly progress: ProgressStream;
}

/** How a command talks with and without -q. */
export function talkOf(quiet: true | undefined): Talk {
  return quiet === true
    ? { say: () => {}, progress: { isTTY: false, columns: 0, write: () => true } }
    : { say: printLines, progress: process.stderr };
}

/** The lines of a summary, whose last one is the verdict; that one alone with -q. */
export function summaryFor(quiet: true | undefined, lines: readonly string[]): readonly string[] {
  return quiet === true ? lines.slice(-1) : lines;
}
