import { expect, test } from 'vitest';
import { headerLimits } from '../../../../../generators/corrupt/qcow2/header/header-limits.ts';
import { landmarksOf } from '../../../../../generators/corrupt/qcow2/landmarks.ts';
import { qcow2 } from '../../../write/written.ts';

const landmarks = landmarksOf(qcow2('#.#'));

test.each([
  ['l1_size', 1n << 22n],
  ['refcount_table_clusters', 128n],
  ['nb_snapshots', 65536n],
  ['size', 0x30000n],
  ['l1_table_offset', 0x30000n],
  ['header_length', 65536n],
])('%s is tried near %d', (name, limit) => {
  expect(headerLimits(name, landmarks)).toContain(limit);
});
