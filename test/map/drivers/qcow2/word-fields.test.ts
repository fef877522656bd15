import { expect, test } from 'vitest';
import { l1Fields, l2Fields } from '../../../../src/map/drivers/qcow2/word-fields.ts';

test.each([
  ['an L1 entry', l1Fields],
  ['an L2 entry', l2Fields(false, 65536, false)],
  ['an extended L2 entry', l2Fields(false, 65536, true)],
  ['the entry of a compressed cluster', l2Fields(true, 65536, false)],
  ['that of the smallest cluster', l2Fields(true, 512, false)],
  ['that of the largest cluster', l2Fields(true, 2 ** 21, false)],
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
  const sectors = l2Fields(true, 65536, false).find(({ name }) => name.includes('sectors'));
  expect(sectors).toMatchObject({ high: 61, low: 54 });
});
