import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFolder } from './golden-cases.ts';

/** The qemu-imgs that the goldens were recorded from: short name to the first line of `--version`. */
export function recordedFrom(): Readonly<Record<string, string>> {
  const lines = readFileSync(join(goldenFolder, 'recorded-from.txt'), 'utf8').trimEnd().split('\n');
  return Object.fromEntries(lines.map(line => /^(\S+) +(.*)$/.exec(line)!.slice(1, 3)));
}
