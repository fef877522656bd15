import { posix } from 'node:path';

/** Whether a name is empty, or a path below its starting folder in its shortest spelling. */
export function isPlainPath(name: string): boolean {
  if (name === '') return true;
  return !hasProtocol(name) && !name.startsWith('/') && posix.normalize(name) === name;
}

/** `word:` before any slash. */
function hasProtocol(name: string): boolean {
  return /^[^/]*:/.test(name);
}
