import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { writtenClusters } from '../../../../generators/sweep/qcow2/written-clusters.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { inWrittenFolder } from '../../write/written.ts';

const folder = testFolder();

/** The clusters in the tables of one layer. */
function clustersOf(layer: string): string[] {
  return inWrittenFolder(parseCase(layer).recipe, path => [...writtenClusters(join(path, 'a'))]);
}

describe('writtenClusters', () => {
  test('reads every state from the words of the tables', () => {
    expect(clustersOf('a qcow2 512 |.0z~#c.|')).toEqual(['.', '0', 'z', '#+', '#+', 'c', '.']);
  });

  test('sees where the host continues, whatever lies between', () => {
    expect(clustersOf('a qcow2 64k |##0##|\n at 4..5 6 2')).toEqual(['#', '#+', '0', '#+', '#']);
  });

  test('reads subclusters', () => {
    expect(clustersOf('a qcow2 16k extl2 |.-[#{8}-{8}z{16}][0{1}.{31}]c|')).toEqual([
      '.',
      '-',
      `${'#'.repeat(8)}${'-'.repeat(8)}${'z'.repeat(16)}+`,
      `0${'.'.repeat(31)}`,
      'c',
    ]);
  });

  test('passes missing L2 tables up to the end of the image', () => {
    expect(clustersOf('a qcow2 512 size=70000 |.{100}#|').join('')).toBe(
      `${'.'.repeat(100)}#${'.'.repeat(36)}`,
    );
  });

  test('reads tables that no writer of ours made', () => {
    // The layout of the specification: one L1 entry at 0x400, an L2 table at 0x600.
    const file = Buffer.alloc(0x800);
    file.writeUInt32BE(0x514649fb, 0);
    file.writeUInt32BE(3, 4);
    file.writeUInt32BE(9, 20);
    file.writeBigUInt64BE(4n * 512n, 24);
    file.writeUInt32BE(1, 36);
    file.writeBigUInt64BE(0x400n, 40);
    file.writeBigUInt64BE(0x8000_0000_0000_0600n, 0x400);
    const words = [0x8000_0100_9000_0e00n, 0x8000_0100_9000_1001n, 1n, 0x4000_0000_0000_0803n];
    for (const [index, word] of words.entries()) file.writeBigUInt64BE(word, 0x600 + index * 8);
    writeFileSync(join(folder.path, 'hand'), file);
    expect([...writtenClusters(join(folder.path, 'hand'))]).toEqual(['#', 'z+', '0', 'c']);
  });
});
