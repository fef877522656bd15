import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Program } from '../program.ts';

/** `oracle.json`, which ci/oracles writes beside a fetched program. Paths are relative to its folder. */
export interface Manifest {
  readonly version: string;
  readonly package: string;
  readonly packageVersion: string;
  readonly suite: string;
  readonly command: {
    readonly loader: string;
    readonly libraryPath: readonly string[];
    readonly argv0: string | null;
    readonly program: string;
  };
}

/** The manifest in a folder of the cache; undefined when there is none that can be read, or it lacks something. */
export function readManifest(home: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(home, 'oracle.json'), 'utf8'));
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  const { version, package: name, packageVersion, suite, command } = (value ?? {}) as Partial<Manifest>;
  const { loader, libraryPath, argv0, program } = (command ?? {}) as Partial<Manifest['command']>;
  const texts = [version, name, packageVersion, suite, loader, program, argv0 === null ? '' : argv0];
  return (
    texts.every(text => typeof text === 'string') &&
    Array.isArray(libraryPath) &&
    libraryPath.every(path => typeof path === 'string')
  );
}

/** Version and suite of the package, for people. */
export function originOf({ packageVersion, suite }: Manifest): string {
  return `${packageVersion} of ${suite}`;
}

/** The path of the manifest's program, or of another one beside it. */
export function pathIn(home: string, { command }: Manifest, sibling?: string): string {
  const path = join(home, command.program);
  return sibling === undefined ? path : join(dirname(path), sibling);
}

/** The manifest's program, or another one beside it, started through the loader that was fetched with it. */
export function programIn(home: string, manifest: Manifest, sibling?: string): Program {
  const { loader, libraryPath, argv0 } = manifest.command;
  const leading = ['--library-path', libraryPath.map(path => join(home, path)).join(':')];
  if (argv0 !== null) leading.push('--argv0', sibling ?? argv0);
  leading.push(pathIn(home, manifest, sibling));
  return { file: join(home, loader), leading };
}
