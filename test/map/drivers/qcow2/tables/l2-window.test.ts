import { describe, expect, test } from 'vitest';
import { mapText, shortExtents } from '../../../../support/map-text.ts';
import { testFolder } from '../../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../../support/tiny-qcow2.ts';

const folder = testFolder();
const cluster = 2 ** 17;

function map(words: readonly bigint[], extended: boolean): ReturnType<typeof mapText> {
  const clusters = words.length / (extended ? 2 : 1);
  const edits: [number, string][] = extended ? [[72, '0000000000000010']] : [];
  folder.put('a', tinyQcow2({ clusterBits: 17, size: BigInt(clusters * cluster), l2: [words], edits }));
  return mapText({ name: 'a', directory: folder.path });
}

const host = (index: number): bigint => BigInt((8 + index) * cluster);

describe('a table of 128 KiB is read in two windows', () => {
  test('clusters that follow each other in the file are one extent across windows', () => {
    const words = Array.from({ length: 8200 }, (_, index) => (index < 8190 ? 0n : host(index)));
    expect(shortExtents(map(words, false).stdout)).toBe(
      `0+${8190 * cluster} d0 pZd; ${8190 * cluster}+${10 * cluster} d0 PzD@${8198 * cluster}`,
    );
  });

  test('a break between the windows starts another extent', () => {
    const words = Array.from({ length: 8194 }, (_, index) => (index < 8192 ? host(index) : host(index + 1)));
    expect(shortExtents(map(words, false).stdout)).toBe(
      `0+${8192 * cluster} d0 PzD@${8 * cluster}; ${8192 * cluster}+${2 * cluster} d0 PzD@${8201 * cluster}`,
    );
  });

  test('damage is reported with its table and index', () => {
    const words = Array.from({ length: 8194 }, (_, index) => (index < 8193 ? 1n : 0x200n));
    expect(map(words, false).stderr).toContain(
      'Cluster allocation offset 0x200 unaligned (L2 offset: 0x80000, L2 index: 0x2001);',
    );
  });

  test('a run that continues in the second window finds damage there', () => {
    const data = 0xffff_ffffn;
    const words = (invalid: number): bigint[] =>
      Array.from({ length: 4100 }, (_, i) => [host(i), i === invalid ? data | (1n << 32n) : data]).flat();
    expect(map(words(-1), true).stdout).toContain(`"length": ${4100 * cluster}, `);
    for (const invalid of [4096, 4098]) expect(map(words(invalid), true).stdout).toBe('[');
  });
});
