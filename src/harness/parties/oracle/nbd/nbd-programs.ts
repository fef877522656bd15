import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../cache/cache-folder.ts';
import { damageIn } from '../cache/damage.ts';
import { type Manifest, originOf, pathIn, programIn, readManifest } from '../cache/manifest.ts';
import { nbdProgramHint, refetchHint } from '../cache/oracles-hint.ts';
import type { Program } from '../program.ts';

/** The programs that query contexts of NBD: qemu-nbd of the oracle's build, and nbdinfo. `incomplete`: one is missing. */
export type NbdPrograms =
  | { readonly kind: 'complete'; readonly server: Program; readonly client: Program }
  | { readonly kind: 'incomplete'; readonly reason: string };

/** The nbdinfo that ci/oracles fetched. */
export interface NbdInfo {
  readonly program: Program;
  /** Version and suite of its package, for people. */
  readonly origin: string;
}

/** The nbdinfo in the cache; undefined when there is none that is whole. */
export function findNbdInfo(): NbdInfo | undefined {
  const home = nbdInfoHome();
  const manifest = readManifest(home);
  if (manifest === undefined || !isProgram(pathIn(home, manifest)) || damageOfNbdInfo() !== undefined)
    return undefined;
  return {
    program: programIn(home, manifest),
    origin: originOf(manifest),
  };
}

/** What is wrong with the nbdinfo in the cache, in one line; undefined if it is whole, or there is none. */
export function damageOfNbdInfo(): string | undefined {
  const home = nbdInfoHome();
  if (!existsSync(home)) return undefined;
  const manifest = readManifest(home);
  if (manifest === undefined)
    return `${join(home, 'oracle.json')} is missing or damaged; ${refetchHint(home)}`;
  return damageIn(home, manifest);
}

const nbdInfoHome = (): string => join(cacheFolder(), 'nbdinfo');

/** The programs for a fetched oracle; `home` is its folder in the cache. */
export function nbdProgramsIn(home: string, manifest: Manifest): NbdPrograms {
  const hasServer = isProgram(pathIn(home, manifest, 'qemu-nbd'));
  return programsOf(hasServer ? programIn(home, manifest, 'qemu-nbd') : undefined);
}

/** The programs for a qemu-img given by its path: qemu-nbd must be in the same folder. */
export function nbdProgramsBeside(qemuImg: string): NbdPrograms {
  const file = join(dirname(qemuImg), 'qemu-nbd');
  return programsOf(isProgram(file) ? { file, leading: [], argv0: 'qemu-nbd' } : undefined);
}

function programsOf(server: Program | undefined): NbdPrograms {
  const client = findNbdInfo()?.program;
  if (server === undefined) return { kind: 'incomplete', reason: 'no qemu-nbd beside this qemu-img' };
  if (client === undefined) return { kind: 'incomplete', reason: `no nbdinfo: ${nbdProgramHint()}` };
  return { kind: 'complete', server, client };
}

/** Whether a path is a file that can be executed. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
