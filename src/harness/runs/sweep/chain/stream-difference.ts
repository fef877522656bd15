import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { namingFile } from '../../../../../generators/write/naming-file.ts';

/** Takes a long text in chunks. A chunk is valid only during the call. */
export type Sink = (bytes: Uint8Array) => void;

/** What a program returned, and where the text that it produced differs from a file. */
export interface Compared<T> {
  readonly returned: T;
  /** Position of the first byte that differs, or the end of the shorter text; undefined if the two are equal. */
  readonly at: number | undefined;
}

/** Compares the text that `produce` sends with the file at `path`, chunk by chunk: neither is ever held whole. */
export function streamDifference<T>(path: string, produce: (sink: Sink) => T): Compared<T> {
  return withFile(path, 'r', fd => {
    let length = 0;
    let differs: number | undefined;
    let expected = Buffer.alloc(0);
    const returned = produce(bytes => {
      if (differs !== undefined) return;
      if (expected.length < bytes.length) expected = Buffer.alloc(bytes.length);
      const there = expected.subarray(0, readSync(fd, expected, 0, bytes.length, length));
      if (!there.equals(bytes)) differs = length + commonLength(there, bytes);
      length += bytes.length;
    });
    return { returned, at: differs ?? (fstatSync(fd).size === length ? undefined : length) };
  });
}

/** Writes the text that `produce` sends into a new file, which therefore doesn't differ from it. */
export function writeStream<T>(path: string, produce: (sink: Sink) => T): Compared<T> {
  return withFile(path, 'w', fd => ({ returned: produce(bytes => writeSync(fd, bytes)), at: undefined }));
}

function withFile<T>(path: string, flags: 'r' | 'w', use: (fd: number) => T): T {
  const fd = openSync(path, flags);
  try {
    return namingFile(path, () => use(fd));
  } finally {
    closeSync(fd);
  }
}

/** The number of leading bytes that are equal. */
function commonLength(a: Uint8Array, b: Uint8Array): number {
  const first = a.findIndex((byte, index) => byte !== b[index]);
  return first < 0 ? a.length : first;
}
