import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { parseByteSize } from '../../../generators/recipe/byte-size.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { goldenFolder } from '../../harness/runs/golden/golden-cases.ts';
import { MapError } from '../../map/basics/error.ts';
import { type Profile, profileNamed } from '../../map/profile/profile.ts';

/** The default file of known findings: the project's own, relative to the working directory. */
export const knownFile: string = relative('.', join(goldenFolder, 'known-findings.txt'));

/** Parses a whole number from `least` to `most`. */
export function wholeNumber(least = 0, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return text => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `It must be a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}.`,
    );
  };
}

/**
 * The path of an existing file.
 *
 * @throws HarnessError `bad-file` for a folder; the error of the system if it doesn't exist
 */
export function existingFile(path: string): string {
  if (!statSync(path).isDirectory()) return path;
  throw new HarnessError('bad-file', `${path} is a folder`);
}

/**
 * The path of an existing file of known findings.
 *
 * @throws HarnessError `bad-known` if it doesn't exist
 */
export function fileOfKnown(path: string): string {
  if (existsSync(path)) return existingFile(path);
  throw new HarnessError('bad-known', `${path}: No such file or directory`, {
    next: 'The command known add makes it. Until there is one, leave --known out, also of map-parity.json.',
  });
}

/** Parses a duration like `90s`, `5m` or `1h`; in milliseconds. */
export function duration(text: string): number {
  const [, digits, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
  if (seconds !== undefined && Number(digits) > 0) return Number(digits) * seconds * 1000;
  throw new InvalidArgumentError('It must be a number of seconds, minutes or hours, like 90s, 5m or 1h.');
}

/** Collects the values of a repeatable option. */
export function repeated(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Parses a share in percent: `95`, `95%`, `99.5%`. */
export function percentage(text: string): number {
  const [, digits] = /^(\d+(?:\.\d+)?) ?%?$/.exec(text) ?? [];
  if (digits !== undefined && Number(digits) <= 100) return Number(digits);
  throw new InvalidArgumentError('It must be a share from 0 to 100, like 95%.');
}

/** Parses a cluster size of qcow2, like `64k`; in bytes. */
export function clusterSize(text: string): number {
  const size = Number(parseByteSize(text) ?? 0n);
  if (size >= 512 && size <= 2 ** 21 && Number.isInteger(Math.log2(size))) return size;
  throw new InvalidArgumentError('It must be a power of two from 512 to 2M.');
}

/** The profile of a version, like `6.0` or `10.0.2-Debian`. */
export function profileArgument(text: string): Profile {
  try {
    return profileNamed(text);
  } catch (error) {
    if (error instanceof MapError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}
