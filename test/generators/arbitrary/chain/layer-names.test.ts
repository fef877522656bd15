import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layerNames } from '../../../../generators/arbitrary/chain/layer-names.ts';
import { nameMistake } from '../../../../generators/recipe/validation/name-mistake.ts';

test('names are distinct, fit for files, and end with their formats', () => {
  const formats = fc.array(fc.constantFrom('raw' as const, 'qcow2' as const), { minLength: 1, maxLength: 6 });
  const drawn = formats.chain(given => fc.tuple(fc.constant(given), layerNames({ formats: given })));
  fc.assert(
    fc.property(drawn, ([given, names]) => {
      expect(new Set(names).size).toBe(given.length);
      expect(names.map(nameMistake).filter(mistake => mistake !== undefined)).toEqual([]);
      expect(names.map(name => name.split('.').at(-1))).toEqual(given);
    }),
  );
});
