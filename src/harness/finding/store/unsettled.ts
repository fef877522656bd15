import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, pidNamespace, processName } from '../../files/process-name.ts';

/** The name of the folder of a finding that this process has found, and not settled yet. */
export function unsettledName(digest: string): string {
  return `unsettled-${digest}-${processName()}`;
}

/**
 * Milliseconds without a new file after which a finding belongs to nobody if its process has another PID namespace, as in a
 * container that is gone. A reduction stores its steps within a fraction of this time.
 */
const longestPause = 600_000;

/**
 * The folder of an earlier finding in `root`, claimed for this process if it isn't settled: renaming it lets one of several runs
 * have it. Undefined if another run works on it, or has just claimed it.
 */
export function claimed(root: string, name: string): string | undefined {
  const folder = join(root, name);
  const [, start, namespace, pid] = /^(unsettled-[0-9a-f]+)-(\d+)-(\d+)/.exec(name) ?? [];
  if (start === undefined) return folder;
  const isOurs = namespace === pidNamespace();
  if (isOurs && Number(pid) === process.pid) return folder;
  try {
    if (isOurs ? isRunning(Number(pid)) : Date.now() - statSync(folder).mtimeMs < longestPause)
      return undefined;
    const own = join(root, `${start}-${processName()}${name.slice(`${start}-${namespace}-${pid}`.length)}`);
    renameSync(folder, own);
    return own;
  } catch (error) {
    // A folder of findings that can't be written is read all the same.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : folder;
  }
}
