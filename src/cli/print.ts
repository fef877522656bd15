import { visibleLine, visibleText } from '../map/basics/visible.ts';

/** Prints one line to stdout. It stays one line, whatever names and outputs of programs are in it. */
export function printLine(line: string): void {
  console.log(visibleLine(line));
}

/** Prints lines to stdout. */
export function printLines(lines: Iterable<string>): void {
  for (const line of lines) printLine(line);
}

/** Prints a text to stdout: whole lines. */
export function printText(text: string): void {
  process.stdout.write(visibleText(text));
}

/** Prints workflow commands for a CI server, which are to be obeyed: they come ready from `annotationLines`. */
export function printCommands(lines: Iterable<string>): void {
  for (const line of lines) console.log(line);
}

/** Prints one line to stderr. */
export function complain(line: string): void {
  console.error(visibleLine(line));
}
