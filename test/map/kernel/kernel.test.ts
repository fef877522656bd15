import { expect, test } from 'vitest';
import { type Extent, map, openImage } from '../../../src/map/index.ts';
import { Kernel } from '../../../src/map/kernel/kernel.ts';
import { testFolder } from '../../support/test-folder.ts';
import { copied, tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('a', tinyQcow2({ size: 2048n, l2: [[copied | 0x1000n, zero, 0n, copied | 0x1200n]] }));
folder.put('b', tinyQcow2({ size: 1024n, l2: [[zero, copied | 0x1000n]], backing: 'a' }));
const mapped = (name: string): Generator<Extent> => map(openImage(name, { directory: folder.path }));

test('a released kernel is taken again, without the layers of its last walk', () => {
  const kernel = Kernel.take();
  kernel.release();
  expect(Kernel.take()).toBe(kernel);
  kernel.release();
  const [a, b] = [[...mapped('a')], [...mapped('b')]];
  for (let round = 0; round < 3; round++) expect([[...mapped('a')], [...mapped('b')]]).toEqual([a, b]);
});

test('a walk that is abandoned in the middle does not disturb later walks', () => {
  const expected = [[...mapped('a')], [...mapped('b')]];
  const abandoned = mapped('b');
  abandoned.next();
  for (const _ of mapped('a')) break;
  expect([[...mapped('a')], [...mapped('b')]]).toEqual(expected);
  expect([...abandoned]).toEqual(expected[1]!.slice(1));
});
