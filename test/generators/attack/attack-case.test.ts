import { describe, expect, test } from 'vitest';
import { attackCase } from '../../../generators/attack/attack-case.ts';
import type { SeedImage } from '../../../generators/attack/seed-image.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';

const image: SeedImage = {
  name: 'qcow2, of 11.1',
  format: 'qcow2',
  image: 'a.qcow2',
  files: [
    {
      name: 'a.qcow2',
      length: 200_000,
      stretches: [
        { at: 0, bytes: Buffer.from('QFI\xfb\0\0\0\x03', 'latin1') },
        { at: 65_536, bytes: Buffer.of(1, 2, 3) },
      ],
    },
  ],
};
const cases = Array.from({ length: 300 }, (_, index) => attackCase(7, index, [image]));

describe('a case of an attack', () => {
  test('is a function of seed, index and seeds', () => {
    expect(cases.map((_, index) => attackCase(7, index, [image]))).toEqual(cases);
    expect(new Set(cases.map(({ value }) => printCase(value))).size).toBeGreaterThan(280);
  });

  test('can be written as a picture and read again', () => {
    for (const { value } of cases) expect(printCase(parseCase(printCase(value)))).toBe(printCase(value));
  });

  test('has the bytes of its seed before the damage', () => {
    for (const { value } of cases) {
      const [layer] = value.recipe.layers;
      expect(layer!.edits!.slice(0, 2)).toEqual([
        { field: 'byte', at: 0n, bytes: '514649fb00000003' },
        { field: 'byte', at: 65_536n, bytes: '010203' },
      ]);
      expect(layer!.edits!.length).toBeGreaterThan(2);
    }
  });

  test('cuts and grows files, and maps the image in each way', () => {
    const lengths = cases
      .flatMap(({ value }) => value.recipe.layers[0]!.edits!)
      .flatMap(edit => (edit.field === 'length' ? [edit.value] : []));
    expect(lengths.some(length => length < 200_000n)).toBe(true);
    expect(lengths.some(length => length > 200_000n)).toBe(true);
    expect(new Set(cases.map(({ value }) => value.queries[0]!.join(' ')))).toEqual(
      new Set([
        '--output=json a.qcow2',
        '--output=json -f qcow2 a.qcow2',
        'a.qcow2',
        '--output=json top.qcow2',
      ]),
    );
  });
});
