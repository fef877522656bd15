import { statSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HarnessError } from '../../../harness/basics/harness-error.ts';

/** Milliseconds in which an editor has written a file whole once it began. */
const settling = 50;

/**
 * Does some work, and does it again whenever a file changes, until `cancel` fires. Its folder is watched, since editors replace
 * files. Changes during the work count once it is done.
 *
 * @throws HarnessError `bad-file` when the folder is removed or replaced: nothing tells of changes in another one
 */
export async function whenFileChanges(
  path: string,
  cancel: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  const folder = resolve(dirname(path));
  const watched = inodeOf(folder);
  // An open watch would keep the program from ending.
  const over = new AbortController();
  const changes = watch(folder, { signal: AbortSignal.any([cancel, over.signal]) });
  const changed = changes[Symbol.asyncIterator]();
  try {
    for (;;) {
      // Asked for before the work, so that no change during it is missed.
      const next = nextChange(changed, basename(path), () => watched === inodeOf(folder));
      next.catch(() => {});
      await work();
      await next;
      await setTimeout(settling, undefined, { signal: cancel });
    }
  } catch (error) {
    if (!cancel.aborted) throw error;
  } finally {
    over.abort();
  }
}

function inodeOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.ino;
}

async function nextChange(
  changed: AsyncIterator<{ filename: string | null }>,
  name: string,
  isThere: () => boolean,
): Promise<void> {
  for (;;) {
    const { value, done } = await changed.next();
    if (done !== true && !isThere())
      throw new HarnessError('bad-file', `${name}: its folder was removed, so no change of it can be seen`);
    if (done === true || value.filename === name) return;
  }
}
