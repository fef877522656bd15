import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataFile } from '../../../../generators/arbitrary/qcow2/data-file.ts';

test.each([
  ['top.qcow2', 'top.data'],
  ['sub/base.qcow2', 'sub/base.data'],
  ['a.b/c', 'a.b/c.data'],
])('the data file of %s is called %s; it may be raw, and its image sparse', (name, called) => {
  const drawn = fc.sample(dataFile({ name }), { seed: 1, numRuns: 50 });
  expect(new Set(drawn.map(given => given.dataFile))).toEqual(new Set([called]));
  expect(new Set(drawn.map(given => given.dataFileRaw))).toEqual(new Set([undefined, true]));
  expect(new Set(drawn.map(given => given.skeleton))).toEqual(new Set([undefined, true]));
});
