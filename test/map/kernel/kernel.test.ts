import { expect, test } from 'vitest';
import { type Extent, map, openImage } from '../../../src/map/index.ts';
import { Kernel } from '../../../src/map/kernel/kernel.ts';
import { testFolder } from '../../support/test-folder.ts';
import { copied, tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('a', tinyQcow2({ size: 2048n, l2: [[copied | 0x1000n, zero, 0n, copied | 0x1200n]] }));
folder.put('b', tinyQcow2({ size: 1024n, l2: [[zero, copied | 0x1000n]], backing: 'a' }));
const mapped = (name: string): Generator<Extent> => map(openImage(name, { directory: folder.path }));

test('one that is given back is taken again, and knows nothing of before', () => {
  const kernel = Kernel.take();
  kernel.release();
  expect(Kernel.take()).toBe(kernel);
  kernel.release();
  const [a, b] = [[...mapped('a')], [...mapped('b')]];
  for (let round = 0; round < 3; round++) expect([[...mapped('a')], [...mapped('b')]]).toEqual([a, b]);
});

test('a walk that is left in the middle disturbs none that follow', () => {
  const alone = [[...mapped('a')], [...mapped('b')]];
  const left = mapped('b');
  left.next();
  for (const _ of mapped('a')) break;
  expect([[...mapped('a')], [...mapped('b')]]).toEqual(alone);
  expect([...left]).toEqual(alone[1]!.slice(1));
});
