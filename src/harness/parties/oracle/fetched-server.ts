import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { pathIn, programIn, readManifest } from './manifest.ts';
import { isProgram } from './nbd-programs.ts';
import type { Program } from './program.ts';

const found = new Map<string, Program | undefined>();

/** The qemu-nbd of a version that ci/oracles fetched; undefined if it is not there. */
export function fetchedServer(version: string): Program | undefined {
  if (!found.has(version)) found.set(version, find(version));
  return found.get(version);
}

function find(version: string): Program | undefined {
  const home = join(cacheFolder(), 'oracles', version);
  const manifest = readManifest(home);
  if (manifest === undefined || !isProgram(pathIn(home, manifest, 'qemu-nbd'))) return undefined;
  return programIn(home, manifest, 'qemu-nbd');
}
