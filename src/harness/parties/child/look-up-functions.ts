import { lockQuery } from '../../../map/host/nodejs/locks.ts';
import { fileSeeker } from '../../../map/host/nodejs/seek.ts';
import { systemCalls } from '../../../map/host/nodejs/system-calls.ts';
import { libc } from './libc.ts';

/**
 * Looks up the functions of the C library that this thread may call later. Node aborts the process, with a stack trace, if a thread is
 * stopped in the midst of that.
 *
 * @throws MapError `no-koffi` where koffi can't be loaded
 */
export function lookUpFunctions(): void {
  libc();
  lockQuery();
  fileSeeker();
  systemCalls();
}
