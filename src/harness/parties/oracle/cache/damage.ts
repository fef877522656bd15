import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isCutElf } from './cut-elf.ts';
import type { Manifest } from './manifest.ts';
import { refetchHint } from './oracles-hint.ts';

/**
 * The first file of a folder of the cache that isn't as ci/oracles unpacked it, in one line that says what to do; undefined if all are.
 * `files` there lists the size in bytes and the path of each file. A folder that an older ci/oracles made has no list: then programs and
 * libraries that were cut off are found by their headers.
 */
export function damageIn(home: string, manifest: Manifest): string | undefined {
  const list = textOf(join(home, 'files'));
  const damage = list === undefined ? cutFileIn(home, manifest) : otherSizeIn(home, list);
  return damage === undefined ? undefined : `damaged: ${damage}; ${refetchHint(home)}`;
}

function otherSizeIn(home: string, list: string): string | undefined {
  for (const line of list.split('\n')) {
    const [, size, path] = /^(\d+) (.+)$/.exec(line) ?? [];
    if (size === undefined || path === undefined) continue;
    const found = statSync(join(home, path), { throwIfNoEntry: false })?.size;
    if (found === Number(size)) continue;
    const what = found === undefined ? 'is missing' : `has ${found} bytes instead of ${size}`;
    return `${join(home, path)} ${what}`;
  }
  return undefined;
}

function cutFileIn(home: string, { command }: Manifest): string | undefined {
  const folders = [dirname(command.program), ...command.libraryPath].map(folder => join(home, folder));
  const cut = folders.flatMap(filesIn).find(isCutElf);
  return cut === undefined ? undefined : `${cut} is cut off`;
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter(entry => entry.isFile()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
