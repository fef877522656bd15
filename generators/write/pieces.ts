import { closeSync, ftruncateSync, openSync, writevSync } from 'node:fs';
import { namingFile } from './naming-file.ts';

/** Bytes to write, and their place in the file, in bytes. */
export interface Piece {
  readonly at: number;
  readonly bytes: Buffer;
  /** Bytes of the guest, perhaps compressed. No map reads them. */
  readonly guest?: true;
}

/** Below IOV_MAX (1024 on Linux), and small enough that a long file is never in memory as a whole. */
const most = { pieces: 512, bytes: 2 ** 23 };

/**
 * Writes a new file of `length` bytes from pieces that don't overlap. Bytes without a piece become holes. Neighbouring
 * pieces are written in one call, so a small file takes one write.
 */
export function writePieces(path: string, pieces: Iterable<Piece>, length: number): void {
  const fd = openSync(path, 'w');
  try {
    let end = 0;
    namingFile(path, () => {
      for (const group of neighbours(pieces)) end = Math.max(end, writeGroup(fd, group));
      if (end !== length) ftruncateSync(fd, length);
    });
  } finally {
    closeSync(fd);
  }
}

/** Groups of pieces that follow each other without a gap. */
function* neighbours(pieces: Iterable<Piece>): Generator<Piece[]> {
  let group: Piece[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    if (piece.bytes.length === 0) continue;
    const last = group.at(-1);
    const follows = last !== undefined && last.at + last.bytes.length === piece.at;
    if (group.length > 0 && (!follows || group.length >= most.pieces || bytes >= most.bytes)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(piece);
    bytes += piece.bytes.length;
  }
  if (group.length > 0) yield group;
}

/**
 * Returns the end of the group in the file, in bytes. After a short write (on a full disk, for example) it continues.
 */
function writeGroup(fd: number, group: readonly Piece[]): number {
  let at = group[0]!.at;
  const left = group.map(piece => piece.bytes);
  while (left.length > 0) {
    let written = writevSync(fd, left, at);
    at += written;
    while (left.length > 0 && written >= left[0]!.length) {
      written -= left[0]!.length;
      left.shift();
    }
    if (written > 0) left[0] = left[0]!.subarray(written);
  }
  return at;
}
