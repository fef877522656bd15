import { expect, test } from 'vitest';
import {
  compressedFields,
  l1Fields,
  l2Fields,
} from '../../../../../src/map/drivers/qcow2/explain/word-fields.ts';

test.each([
  ['an L1 entry', l1Fields],
  ['an L2 entry', l2Fields('standard')],
  ['an extended L2 entry', l2Fields('extended')],
  ['the entry of a compressed cluster', compressedFields(65536)],
  ['that of the smallest cluster', compressedFields(512)],
  ['that of the largest cluster', compressedFields(2 ** 21)],
])('the fields of %s follow each other from bit 63 to bit 0', (_, fields) => {
  expect(fields[0]!.high).toBe(63);
  expect(fields.at(-1)!.low).toBe(0);
  for (const [index, { high, low }] of fields.entries()) {
    expect(high).toBeGreaterThanOrEqual(low);
    if (index > 0) expect(high).toBe(fields[index - 1]!.low - 1);
  }
});

test('the number of sectors of a compressed cluster has as many bits as the specification says', () => {
  // docs/interop/qcow2: the offset ends before bit 62 - (cluster_bits - 8).
  const sectors = compressedFields(65536).find(({ name }) => name.includes('sectors'));
  expect(sectors).toMatchObject({ high: 61, low: 54 });
});
