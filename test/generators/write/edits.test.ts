import { expect, test } from 'vitest';
import type { Edit } from '../../../generators/recipe/recipe.ts';
import { qcow2, raw, written } from './written.ts';

function edited(...edits: Edit[]): Buffer {
  return written(qcow2('#.#', { edits }));
}

test('header fields are set by name', () => {
  const file = edited(
    { field: 'header', name: 'cluster_bits', value: 8n },
    { field: 'header', name: 'size', value: 0xffff_ffff_ffff_ffffn },
  );
  expect(file.readUInt32BE(20)).toBe(8);
  expect(file.toString('hex', 24, 32)).toBe('ffffffffffffffff');
});

test('table entries are set: l1 by entry, l2 by guest cluster, refcount by host cluster', () => {
  const file = edited(
    { field: 'l1', index: 1, value: 0x1234n },
    { field: 'l2', index: 2, value: 0x8000000000070200n },
    { field: 'refcount', index: 5, value: 9n },
  );
  expect(file.readBigUInt64BE(0x30008)).toBe(0x1234n);
  expect(file.readBigUInt64BE(0x40010)).toBe(0x8000000000070200n);
  expect(file.readUInt16BE(0x2000a)).toBe(9);
});

test('extended entries: l2 is the first word, l2-bitmap the second', () => {
  const edits = [
    { field: 'l2', index: 1, value: 0x1111n },
    { field: 'l2-bitmap', index: 1, value: 0x2222n },
  ] as const;
  const file = written(qcow2('#.#', { unit: 16384, extendedL2: true, edits }));
  expect(file.readBigUInt64BE(4 * 16384 + 16)).toBe(0x1111n);
  expect(file.readBigUInt64BE(4 * 16384 + 24)).toBe(0x2222n);
});

test('refcounts of every width are set, and their neighbours stay', () => {
  const refcounts = (refcountBits: number, value: bigint): string => {
    const edits = [{ field: 'refcount', index: 3, value }] as const;
    const file = written(qcow2('#.#', { unit: 512, refcountBits, edits }));
    return file.toString('hex', 2 * 512, 2 * 512 + refcountBits);
  };
  // Five clusters of metadata and two of data.
  expect(refcounts(1, 0n)).toBe('77');
  expect(refcounts(4, 15n)).toBe('11f11101');
  expect(refcounts(8, 255n)).toBe('010101ff01010100');
  expect(refcounts(64, 2n ** 64n - 1n).slice(48, 80)).toBe('ffffffffffffffff0000000000000001');
  expect(() => refcounts(4, 16n)).toThrow("16 doesn't fit into 4 bits");
});

test('bytes and length are set in order, and a longer file gets zeros', () => {
  const file = edited(
    { field: 'byte', at: 0x48n, bytes: '00ff' },
    { field: 'length', value: 0x50n },
    { field: 'length', value: 0x60n },
    { field: 'byte', at: 0x62n, bytes: '01' },
  );
  expect(file.toString('hex', 0x48, 0x4a)).toBe('00ff');
  expect(file.toString('hex', 0x60)).toBe('000001');
});

test.each([
  [{ field: 'header', name: 'nonsense', value: 0n }, 'the header has no field nonsense'],
  [{ field: 'header', name: 'version', value: 1n << 32n }, "4294967296 doesn't fit into 4 bytes"],
  [{ field: 'l1', index: 8192, value: 0n }, 'the file has no l1[8192]'],
  [{ field: 'l2', index: 8192, value: 0n }, 'the file has no l2[8192]'],
  [{ field: 'l2-bitmap', index: 0, value: 0n }, 'the file has no l2-bitmap[0]'],
  [{ field: 'refcount', index: 32768, value: 0n }, 'the file has no refcount[32768]'],
] as const)('refused: %o', (edit, message) => {
  expect(() => edited(edit)).toThrow(message);
});

test('a raw file has no fields', () => {
  const edits = [{ field: 'l1', index: 0, value: 0n }] as const;
  expect(() => written(raw('#', { edits }))).toThrow('a.raw: a raw file has no l1 field');
});
