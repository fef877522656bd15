import type { Readable } from 'node:stream';
import { visibleLine } from '../../../map/basics/visible.ts';

/** Characters of a line that are kept back until its end comes. */
const longestLine = 8192;

/** Prints what a program writes to its stderr on ours, line by line and with control characters made visible. */
export function printVisibly(stderr: Readable): void {
  let rest = '';
  const print = (line: string): void => console.error(visibleLine(line));
  stderr.setEncoding('utf8');
  stderr.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) print(line);
    if (rest.length <= longestLine) return;
    print(rest);
    rest = '';
  });
  stderr.on('end', () => {
    if (rest !== '') print(rest);
  });
}
