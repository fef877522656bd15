import { watch } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds in which an editor has written a file whole once it began. */
const settling = 50;

/**
 * Does some work, and does it again whenever a file changes, until `cancel` fires. Its folder is watched, since editors replace
 * files. Changes during the work count once it is done.
 */
export async function whenFileChanges(
  path: string,
  cancel: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  const changes = watch(dirname(path), { signal: cancel });
  const changed = changes[Symbol.asyncIterator]();
  try {
    for (;;) {
      // Asked for before the work, so that no change during it is missed.
      const next = nextChange(changed, basename(path));
      next.catch(() => {});
      await work();
      await next;
      await setTimeout(settling, undefined, { signal: cancel });
    }
  } catch (error) {
    if (!cancel.aborted) throw error;
  }
}

async function nextChange(changed: AsyncIterator<{ filename: string | null }>, name: string): Promise<void> {
  for (;;) {
    const { value, done } = await changed.next();
    if (done === true || value.filename === name) return;
  }
}
