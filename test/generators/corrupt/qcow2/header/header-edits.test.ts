import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { headerEdit, headerEdits } from '../../../../../generators/corrupt/qcow2/header/header-edits.ts';
import { landmarksOf } from '../../../../../generators/corrupt/qcow2/landmarks.ts';
import { headerFields } from '../../../../../generators/recipe/qcow2/header-field.ts';
import { qcow2 } from '../../../write/written.ts';

const landmarks = landmarksOf(qcow2('#.#'));

test.each([
  ['version', 4n],
  ['cluster_bits', 8n],
  ['cluster_bits', 22n],
  ['refcount_order', 7n],
  ['header_length', 103n],
  ['l1_size', 4194305n],
  ['nb_snapshots', 65537n],
  ['crypt_method', 2n],
  ['incompatible_features', 0x20n],
  ['size', 2n ** 64n - 1n],
  ['l1_table_offset', 0x30200n],
])('%s is set to %d', (name, value) => {
  expect(fc.sample(headerEdit(name, landmarks), { seed: 1, numRuns: 2000 })).toContainEqual({
    field: 'header',
    name,
    value,
  });
});

test('every field is set, now and then several at once', () => {
  const drawn = fc.sample(headerEdits(landmarks), { seed: 1, numRuns: 2000 });
  const names = new Set(drawn.flat().map(edit => (edit.field === 'header' ? edit.name : '')));
  expect([...names].toSorted()).toEqual([...headerFields.keys()].toSorted());
  expect(drawn.some(edits => edits.length > 1)).toBe(true);
});
