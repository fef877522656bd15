import { posix } from 'node:path';

/** Whether a name is a path below the folder that it starts from, in its shortest spelling, or empty. */
export function isPlainPath(name: string): boolean {
  if (name === '') return true;
  return !hasProtocol(name) && !name.startsWith('/') && posix.normalize(name) === name;
}

/** `word:` before any slash. */
function hasProtocol(name: string): boolean {
  return /^[^/]*:/.test(name);
}
