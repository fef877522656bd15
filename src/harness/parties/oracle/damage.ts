import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The first file of a folder of the cache that isn't as ci/oracles unpacked it, in one line; undefined if all are. `files` there
 * lists the size in bytes and the path of each file. A folder that an older ci/oracles made has no list, and isn't checked.
 */
export function damageIn(home: string): string | undefined {
  for (const line of linesOf(join(home, 'files'))) {
    const [, size, path] = /^(\d+) (.+)$/.exec(line) ?? [];
    if (size === undefined || path === undefined) continue;
    const found = statSync(join(home, path), { throwIfNoEntry: false })?.size;
    if (found === Number(size)) continue;
    const what = found === undefined ? 'is missing' : `has ${found} bytes instead of ${size}`;
    return `damaged: ${join(home, path)} ${what}; ci/oracles fetches it again`;
  }
  return undefined;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
