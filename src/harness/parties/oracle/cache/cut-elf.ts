import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes of an ELF header of 64 bits, which is longer than one of 32. */
const headerLength = 64;
const magic = '7f454c46';

/** Where a header says how far the file goes: the table of sections is its last part (System V ABI, chapter 4). */
const fields = {
  1: { tableAt: 0x20, entrySize: 0x2e, entries: 0x30 },
  2: { tableAt: 0x28, entrySize: 0x3a, entries: 0x3c },
} as const;

/** Whether a program or library was cut off: it is empty, or its table of sections goes on past its end. False for other files. */
export function isCutElf(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(headerLength);
    const length = readSync(file, header, 0, headerLength, 0);
    if (length < headerLength) return length === 0;
    if (header.toString('hex', 0, 4) !== magic) return false;
    const bits = header[4] === 1 ? 1 : 2;
    const { tableAt, entrySize, entries } = fields[bits];
    const isLittle = header[5] === 1;
    const short = (at: number): number => (isLittle ? header.readUInt16LE(at) : header.readUInt16BE(at));
    const word = (at: number): number => (isLittle ? header.readUInt32LE(at) : header.readUInt32BE(at));
    const long = (at: number): number =>
      Number(isLittle ? header.readBigUInt64LE(at) : header.readBigUInt64BE(at));
    const table = bits === 1 ? word(tableAt) : long(tableAt);
    return table + short(entrySize) * short(entries) > fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}
