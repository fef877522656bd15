import { describe, expect, test } from 'vitest';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';
import { coveringArray } from '../../../../generators/sweep/covering-array.ts';
import {
  type Geometry,
  geometryConstraints,
  geometryFactors,
  isGeometry,
} from '../../../../generators/sweep/qcow2/geometry.ts';
import { geometryCase } from '../../../../generators/sweep/qcow2/geometry-case.ts';

const plain = Object.fromEntries(
  Object.entries(geometryFactors).map(([name, [first]]) => [name, first]),
) as Geometry;

describe('geometryCase', () => {
  test('makes a well-formed case of every allowed pair of ways', () => {
    for (const row of coveringArray(geometryFactors, 2, isGeometry))
      expect(validateCase(geometryCase(row)), JSON.stringify(row)).toEqual({ kind: 'well-formed' });
  });

  test('has what each way asks for', () => {
    const row: Geometry = {
      ...plain,
      version: '2',
      clusterSize: '512',
      tail: 'bytes',
      backing: 'longer raw',
      slots: 'falling',
      start: 'byte',
      length: 'beyond the end',
      share: 'yes',
    };
    // The word over four columns is 0 0 1 0 2 0 3 1 1 2 1 3 2 2 3 3 0.
    expect(printCase(geometryCase(row)).split('\n')).toEqual([
      'base.raw  raw   512                       |....#.#..#.#####....|',
      'top.qcow2 qcow2 512 size=8604 v2 skeleton |..#...###.##..##.|',
      '    at 7..0',
      'map --output=json --start-offset 1537 --max-length=1125899906842624 -U top.qcow2',
      '',
    ]);
  });
});

describe('geometryConstraints', () => {
  test('never forbid the first way of a factor, so that every row can be completed', () => {
    for (const { name, forbids } of geometryConstraints) {
      expect(forbids(plain), name).toBe(false);
      for (const [factor, ways] of Object.entries(geometryFactors))
        for (const way of ways)
          expect(forbids({ ...plain, [factor]: way }), `${name}: ${factor} ${way}`).toBe(false);
    }
  });

  test('each forbid some row', () => {
    const all = coveringArray(geometryFactors, 2, () => true);
    for (const { name, forbids } of geometryConstraints) expect(all.some(forbids), name).toBe(true);
  });
});
