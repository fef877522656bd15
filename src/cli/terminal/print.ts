import type { WriteStream } from 'node:tty';
import { jsonText } from '../../harness/basics/json-text.ts';
import { visibleLine, visibleText } from '../../map/basics/visible.ts';
import { coloured } from './colour.ts';
import { folded } from './folded.ts';

/** Prints one line to stdout. It stays one line, whatever names and outputs of programs are in it. */
export function printLine(line: string): void {
  printLines([line]);
}

/** Prints lines to stdout: on a terminal prose is folded to its width. In colours where those are wanted. */
export function printLines(lines: Iterable<string>): void {
  const fitting = (line: string): string => fittingTo(process.stdout, line);
  for (const line of coloured(Array.from(lines, visibleLine), fitting)) console.log(line);
}

/** A line of prose as lines that fit, on a terminal. */
function fittingTo({ isTTY, columns }: WriteStream, line: string): string {
  return isTTY && columns > 0 ? folded(line, columns) : line;
}

/** Prints the report of a finding to stdout: its lines, in colours where those are wanted. */
export function printReport(report: string): void {
  printLines(report.split('\n'));
}

/** Prints a text to stdout: whole lines. */
export function printText(text: string): void {
  process.stdout.write(visibleText(text));
}

/** Prints a value to stdout as one JSON document. */
export function printJson(value: unknown): void {
  process.stdout.write(`${jsonText(value)}\n`);
}

/** Prints workflow commands for a CI server, which are to be obeyed: they come ready from `annotationLines`. */
export function printCommands(lines: Iterable<string>): void {
  for (const line of lines) console.log(line);
}

/** Prints one line to stderr. */
export function complain(line: string): void {
  console.error(fittingTo(process.stderr, visibleLine(line)));
}
