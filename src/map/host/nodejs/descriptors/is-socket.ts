import { fstatSync } from 'node:fs';

/** Whether a descriptor of this process is open, and of a socket. */
export function isSocket(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isSocket();
  } catch {
    return false;
  }
}
