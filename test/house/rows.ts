import { readFileSync } from 'node:fs';

/** The rows of a table beside this file. A row goes on in indented lines. Empty lines and `#` lines are left out. */
export function readRows(name: string): string[] {
  const lines = readFileSync(new URL(name, import.meta.url), 'utf8')
    .replaceAll(/\n +/g, ' ')
    .split('\n');
  return lines.filter(line => line !== '' && !line.startsWith('#'));
}
