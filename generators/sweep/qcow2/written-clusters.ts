import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The clusters of a written qcow2 file in guest order, each as `tableText` prints its state. They are read from the
 * header and the tables (sections "Header", "L1 table", "L2 table" and "Extended L2 Entries" of the specification
 * docs/interop/qcow2), so that nothing depends on how the file was made. A `+` marks a cluster whose host cluster
 * directly follows the one of the last cluster that has one.
 */
export function* writtenClusters(path: string): Generator<string> {
  const fd = openSync(path, 'r');
  try {
    const header = readAt(fd, 0, 104);
    const clusterSize = 2 ** header.readUInt32BE(20);
    const extended = (header.readUInt32BE(76) & 16) !== 0;
    const entrySize = extended ? 16 : 8;
    const entries = clusterSize / entrySize;
    let left = Math.ceil(Number(header.readBigUInt64BE(24)) / clusterSize);
    const l1 = readAt(fd, Number(header.readBigUInt64BE(40)), header.readUInt32BE(36) * 8);
    const noTable = Buffer.alloc(clusterSize);
    const read = extended ? subclusterTexts() : standardText;
    let previous = 0;
    for (let index = 0; left > 0; index++) {
      const offset = hostOffset(l1, index * 8);
      const table = offset === 0 ? noTable : readAt(fd, offset, clusterSize);
      for (let entry = 0; entry < entries && left > 0; entry++, left--) {
        const at = entry * entrySize;
        const host = isCompressed(table, at) ? 0 : hostOffset(table, at);
        const text = read(table, at);
        yield host !== 0 && host === previous + clusterSize ? `${text}+` : text;
        if (host !== 0) previous = host;
      }
    }
  } finally {
    closeSync(fd);
  }
}

/** Bytes past the end of the file read as zeros. */
function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(fd, bytes, 0, length, at);
  return bytes;
}

/** Bits 9 to 55 of an entry. */
function hostOffset(table: Buffer, at: number): number {
  return (table.readUInt32BE(at) & 0xffffff) * 2 ** 32 + ((table.readUInt32BE(at + 4) & ~511) >>> 0);
}

function isCompressed(table: Buffer, at: number): boolean {
  return (table[at]! & 0x40) !== 0;
}

function standardText(table: Buffer, at: number): string {
  if (isCompressed(table, at)) return 'c';
  const zero = (table[at + 7]! & 1) !== 0;
  if (hostOffset(table, at) === 0) return zero ? '0' : '.';
  return zero ? 'z' : '#';
}

/** Reads extended entries. A file has few different bitmaps, so their texts are kept. */
function subclusterTexts(): (table: Buffer, at: number) => string {
  const known = new Map<string, string>();
  return (table, at) => {
    if (isCompressed(table, at)) return 'c';
    const hosted = hostOffset(table, at) !== 0;
    const [zeros, data] = [table.readUInt32BE(at + 8), table.readUInt32BE(at + 12)];
    const key = `${hosted} ${zeros} ${data}`;
    const text = known.get(key) ?? bitmapText(hosted, zeros, data);
    known.set(key, text);
    return text;
  };
}

function bitmapText(hosted: boolean, zeros: number, data: number): string {
  const letters = Array.from({ length: 32 }, (_, bit) => {
    const [zero, written] = [(zeros >>> bit) & 1, (data >>> bit) & 1];
    if (zero && written) return '!';
    if (zero) return hosted ? 'z' : '0';
    if (written) return hosted ? '#' : '!';
    return hosted ? '-' : '.';
  });
  return letters.every(letter => letter === letters[0]) ? letters[0]! : letters.join('');
}
