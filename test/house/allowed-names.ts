import { globSync, readFileSync } from 'node:fs';

/** A line of driver-names.txt: files that may spell out names of drivers or formats. */
export interface Allowance {
  readonly line: string;
  readonly files: readonly string[];
  readonly names: readonly string[];
}

/** Reads driver-names.txt. */
export function readAllowances(): Allowance[] {
  const lines = readFileSync(new URL('driver-names.txt', import.meta.url), 'utf8').split('\n');
  return lines.filter(line => line !== '' && !line.startsWith('#')).map(readAllowance);
}

function readAllowance(line: string): Allowance {
  const [places, names, reason] = line.split(': ');
  if (reason === undefined) throw new Error(`driver-names.txt: names without a reason: ${line}`);
  return { line, files: globSync(places!.split(' ')), names: names!.split(' ') };
}
