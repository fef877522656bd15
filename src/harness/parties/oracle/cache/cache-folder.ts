import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The user's cache folder of this project: in XDG_CACHE_HOME, or in ~/.cache when that is unset or relative. */
export function cacheFolder(): string {
  const home = process.env.XDG_CACHE_HOME ?? '';
  return join(isAbsolute(home) ? home : join(homedir(), '.cache'), 'qemu-map-parity');
}
