import { globSync } from 'node:fs';
import { readRows } from './rows.ts';

/** A line of driver-names.txt: files that may spell out names of drivers or formats. */
export interface Allowance {
  readonly line: string;
  readonly files: readonly string[];
  readonly names: readonly string[];
}

/** Whether a source is in the folder, or is the file, of the driver or layer format with this name. */
export function isOwn(path: string, name: string): boolean {
  const driver = `src/map/drivers/${name}`;
  const isFormats = path.startsWith('generators/') && path.split('/').includes(name);
  return isFormats || path === `${driver}.ts` || path.startsWith(`${driver}/`);
}

/** Reads driver-names.txt. */
export function readAllowances(): Allowance[] {
  return readRows('driver-names.txt').map(readAllowance);
}

function readAllowance(line: string): Allowance {
  const [places, names, reason] = line.split(': ');
  if (reason === undefined) throw new Error(`driver-names.txt: names without a reason: ${line}`);
  return { line, files: globSync(places!.split(' ')), names: names!.split(' ') };
}
