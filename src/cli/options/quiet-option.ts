import { Option } from 'commander';
import type { FoundOracles } from '../../harness/parties/oracle/find-oracles.ts';
import { oracleLines } from '../../harness/report/oracle-lines.ts';
import type { ProgressStream } from '../../harness/report/progress.ts';
import { lostLine } from '../../harness/report/words/lost-name.ts';
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

/** The lines about the qemu-imgs of a run; with -q only about those that don't answer. */
export function oraclesFor(quiet: true | undefined, found: FoundOracles): readonly string[] {
  return quiet === true ? found.lost.map(lostLine) : oracleLines(found);
}

/** The lines of a summary, whose last one is the verdict; that one alone with -q. */
export function summaryFor(quiet: true | undefined, lines: readonly string[]): readonly string[] {
  return quiet === true ? lines.slice(-1) : lines;
}
