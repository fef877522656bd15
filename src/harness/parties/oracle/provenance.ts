import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Oracle } from './oracle.ts';

/** The origin of an oracle: enough to fetch the same program again. */
export interface Provenance {
  readonly name: string;
  /** The first line of `--version`. */
  readonly banner: string;
  readonly path: string;
  /** Hexadecimal digest of the file at `path`; absent when the file can be executed but not read. */
  readonly sha256?: string;
  /** The package that it was fetched from; absent when the user named its path. */
  readonly package?: { readonly name: string; readonly version: string; readonly suite: string };
}

/** The origin of an oracle. */
export function provenanceOf({ name, banner, program, manifest }: Oracle): Provenance {
  const path = program.leading.at(-1) ?? program.file;
  const sha256 = digestOf(path);
  return {
    name,
    banner,
    path,
    ...(sha256 !== undefined && { sha256 }),
    ...(manifest !== undefined && {
      package: { name: manifest.package, version: manifest.packageVersion, suite: manifest.suite },
    }),
  };
}

function digestOf(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}
