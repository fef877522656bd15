import { expect, test } from 'vitest';
import { checkFeatures, featuresOfCheck } from '../../../generators/coverage/check-features.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';

const featuresIn = (...lines: string[]): string[] => {
  const { recipe, queries } = parseCase(`${lines.join('\n')}\n`);
  return featuresOfCheck(recipe, queries[0]!);
};

test('a check has the states of its clusters, what is unusual in its chain, and the options of its query', () => {
  expect(featuresIn('a.qcow2 qcow2 64k zstd |.0#z|', 'map -s 1k a.qcow2')).toEqual([
    ...['unallocated', 'data', 'zero-plain', 'zero-allocated'],
    ...['zstd', 'names', 'human', 'start'],
  ]);
});

test('a layer that ends early is short, unless the chain is cut off above it', () => {
  const base = 'base.qcow2 qcow2 64k |##|';
  const chain = (...more: string[]): string[] => [base, ...more, 'map top.qcow2'];
  expect(featuresIn(...chain('top.qcow2 qcow2 64k |....|'))).toContain('short-layer');
  expect(featuresIn(...chain('top.qcow2 qcow2 64k |..|'))).not.toContain('short-layer');
  const cut = featuresIn(...chain('top.qcow2 qcow2 64k backing=none |....|'));
  expect(cut).toContain('cut');
  expect(cut).not.toContain('short-layer');
  expect(cut).not.toContain('backing-file');
});

test('an image is small if its guest disk ends before the offset of its L1 table', () => {
  expect(featuresIn('top.qcow2 qcow2 64k |...|', 'map top.qcow2')).toContain('small-image');
  expect(featuresIn('top.qcow2 qcow2 64k |....|', 'map top.qcow2')).not.toContain('small-image');
});

test('a layer has many clusters from a million on, but not if it is a raw one', () => {
  const featuresOf = (row: string): string[] => featuresIn(row, 'map top');
  expect(featuresOf('top qcow2 512 |.{999999}#|')).toContain('many-clusters');
  expect(featuresOf('top qcow2 512 |.{999998}#|')).not.toContain('many-clusters');
  expect(featuresOf('top raw 512 |.{999999}#|')).not.toContain('many-clusters');
});

test('each feature has a name of its own', () => {
  expect(new Set(checkFeatures).size).toBe(checkFeatures.length);
});
