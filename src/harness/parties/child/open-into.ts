import { openSync } from 'node:fs';

/** Opens the file that the stdout of a child goes into, which is written anew: its descriptor, or why the child can't be started. */
export function openInto(path: string): number | string {
  try {
    return openSync(path, 'w');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `can't write its output to ${path}: ${code ?? message}`;
  }
}
