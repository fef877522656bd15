import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { SparseFile } from '../../../generators/write/sparse-file.ts';
import { sparseFiles } from '../../../generators/write/sparse-files.ts';
import { inWrittenFolder } from './written.ts';

const cases = readdirSync('golden/cases').filter(name => name.endsWith('.case'));

test('the files of every golden case are in memory as they are on a disk', () => {
  expect(cases.length).toBeGreaterThan(100);
  for (const name of cases) {
    const { recipe } = parseCase(readFileSync(join('golden/cases', name), 'utf8'));
    const files = new Map(sparseFiles(recipe).map(file => [file.name, file]));
    inWrittenFolder(recipe, folder => {
      for (const file of files.values()) {
        // Files of terabytes are holes behind their first bytes.
        const most = Math.min(file.length, 2 ** 24);
        const written = beginningOf(join(folder, file.name), most);
        expect(
          `${name} ${file.name} ${written.bytes.equals(file.read(0, most))} ${written.length === file.length}`,
        ).toBe(`${name} ${file.name} true true`);
      }
    });
  }
});

function beginningOf(path: string, most: number): { readonly bytes: Buffer; readonly length: number } {
  const fd = openSync(path, 'r');
  const bytes = Buffer.alloc(most);
  readSync(fd, bytes, 0, most, 0);
  const { size } = fstatSync(fd);
  closeSync(fd);
  return { bytes, length: size };
}

describe('a sparse file', () => {
  const bytes = (text: string): Buffer => Buffer.from(text);

  test('has holes where no block was written, and counts the others', () => {
    const file = new SparseFile('a', 20_000, [
      { at: 5, bytes: bytes('ab') },
      { at: 9000, bytes: bytes('c') },
    ]);
    const borders: unknown[] = [];
    for (let at = 0; at < file.length; at = file.segmentAt(at).end)
      borders.push([at, file.segmentAt(at).hole]);
    expect(borders).toEqual([
      [0, false],
      [4096, true],
      [8192, false],
      [12_288, true],
    ]);
    expect(file.segmentAt(20_000)).toEqual({ hole: true, end: Number.POSITIVE_INFINITY });
    expect(file.allocated).toBe(8192);
    expect(file.read(4, 4)).toEqual(bytes('\0ab\0'));
    expect(file.read(19_999, 4)).toEqual(bytes('\0\0\0\0'));
  });

  test('ends its last block with the file', () => {
    expect(new SparseFile('a', 3, [{ at: 0, bytes: bytes('abc') }]).segmentAt(0)).toEqual({
      hole: false,
      end: 3,
    });
  });

  test('is written over, within a piece and across pieces', () => {
    const file = new SparseFile('a', 8, [
      { at: 0, bytes: bytes('abcd') },
      { at: 4, bytes: bytes('efgh') },
    ]);
    file.put({ at: 1, bytes: bytes('X') });
    file.put({ at: 3, bytes: bytes('YZ') });
    expect(file.read(0, 8)).toEqual(bytes('aXcYZfgh'));
    file.put({ at: 7, bytes: bytes('123') });
    expect([file.length, String(file.read(6, 4))]).toEqual([10, 'g123']);
  });

  test('is cut off, and what grows again is a hole', () => {
    const file = new SparseFile('a', 8, [{ at: 0, bytes: bytes('abcdefgh') }]);
    file.truncate(2);
    file.truncate(6);
    expect(file.read(0, 6)).toEqual(bytes('ab\0\0\0\0'));
    file.truncate(0);
    expect([file.allocated, file.segmentAt(0).hole]).toEqual([0, true]);
  });
});
