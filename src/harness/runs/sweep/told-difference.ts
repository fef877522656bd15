import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

/** Takes what somebody says, in chunks as they come. */
export type Listener = (bytes: Uint8Array) => void;

/** What a teller came to, and where it differed. */
export interface Told<T> {
  readonly told: T;
  /** The place of the first byte that differs, or where the shorter one ends; undefined where they are equal. */
  readonly at: number | undefined;
}

/** Compares what `tell` says with the file at `path`, chunk by chunk: neither is ever held whole. */
export function toldDifference<T>(path: string, tell: (listener: Listener) => T): Told<T> {
  return withFile(path, 'r', fd => {
    let length = 0;
    let differs: number | undefined;
    let expected = Buffer.alloc(0);
    const told = tell(bytes => {
      if (differs !== undefined) return;
      if (expected.length < bytes.length) expected = Buffer.alloc(bytes.length);
      const there = expected.subarray(0, readSync(fd, expected, 0, bytes.length, length));
      if (!there.equals(bytes)) differs = length + commonLength(there, bytes);
      length += bytes.length;
    });
    return { told, at: differs ?? (fstatSync(fd).size === length ? undefined : length) };
  });
}

/** Writes what `tell` says into a new file, from which it doesn't differ. */
export function writeTold<T>(path: string, tell: (listener: Listener) => T): Told<T> {
  return withFile(path, 'w', fd => ({ told: tell(bytes => writeSync(fd, bytes)), at: undefined }));
}

function withFile<T>(path: string, flags: 'r' | 'w', use: (fd: number) => T): T {
  const fd = openSync(path, flags);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}

/** How many bytes both begin with. */
function commonLength(a: Uint8Array, b: Uint8Array): number {
  const first = a.findIndex((byte, index) => byte !== b[index]);
  return first < 0 ? a.length : first;
}
