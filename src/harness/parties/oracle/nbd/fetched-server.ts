import { join } from 'node:path';
import { unprobedFormat } from '../../../../../generators/recipe/formats.ts';
import { nbdkit } from '../../../../../generators/recipe/served.ts';
import { cacheFolder } from '../cache/cache-folder.ts';
import { originOf, pathIn, programIn, readManifest } from '../cache/manifest.ts';
import type { Program } from '../program.ts';
import { isProgram } from './nbd-programs.ts';
import { qemuNbdArguments } from './nbd-server.ts';

/** A program that serves the bytes of a file over NBD. */
export interface FileServer {
  readonly program: Program;
  /** Version and suite of its package, for people. */
  readonly origin: string;
  /** Its arguments; `file` is in its working directory. */
  readonly argumentsFor: (socket: string, file: string) => readonly string[];
}

/** How many clients may be connected to a server at once: programs that ask run side by side. */
const clients = 16;

const found = new Map<string, FileServer | undefined>();

/** A server that ci/oracles fetched: the qemu-nbd of a version, or nbdkit. Undefined if it is not there. */
export function fetchedServer(name: string): FileServer | undefined {
  if (!found.has(name)) found.set(name, name === nbdkit ? findNbdkit() : findQemuNbd(name));
  return found.get(name);
}

function findQemuNbd(version: string): FileServer | undefined {
  const home = join(cacheFolder(), 'oracles', version);
  const manifest = readManifest(home);
  if (manifest === undefined || !isProgram(pathIn(home, manifest, 'qemu-nbd'))) return undefined;
  return {
    program: programIn(home, manifest, 'qemu-nbd'),
    origin: originOf(manifest),
    argumentsFor: (socket, file) =>
      qemuNbdArguments(socket, ['-e', String(clients), '-f', unprobedFormat, '--', file]),
  };
}

function findNbdkit(): FileServer | undefined {
  const home = join(cacheFolder(), nbdkit);
  const manifest = readManifest(home);
  const [libraries] = manifest?.command.libraryPath ?? [];
  if (manifest === undefined || libraries === undefined) return undefined;
  // nbdkit knows the folder of its plugins from when it was built.
  const plugin = join(home, libraries, nbdkit, 'plugins', 'nbdkit-file-plugin.so');
  return {
    program: programIn(home, manifest),
    origin: originOf(manifest),
    argumentsFor: (socket, file) => ['-r', '-f', '-U', socket, plugin, `file=${file}`],
  };
}
