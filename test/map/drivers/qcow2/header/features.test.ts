import { describe, expect, test } from 'vitest';
import { Bytes } from '../../../../../src/map/basics/bytes.ts';
import { featureList, unknownFeatures } from '../../../../../src/map/drivers/qcow2/header/features.ts';

const entry = (type: number, bit: number, name: string): Buffer => {
  const bytes = Buffer.alloc(48);
  bytes.set([type, bit]);
  bytes.write(name, 2, 'latin1');
  return bytes;
};
const table = Buffer.concat([entry(0, 5, 'five'), entry(1, 6, 'compatible'), entry(0, 6, 'six')]);

test('dirty, corrupt, data file, compression type and extended L2 are known', () => {
  expect(unknownFeatures(0x3fn)).toBe(0x20n);
});

describe('unknown features are listed', () => {
  test.each([
    ['no table', 0x20n, undefined, 'Unknown incompatible feature: 20'],
    ['names, then the rest', 0xe0n, table, 'five, six, Unknown incompatible feature: 80'],
    ['only names', 0x60n, table, 'five, six'],
    [
      'an empty name ends it',
      0x20n,
      Buffer.concat([entry(0, 4, ''), table]),
      'Unknown incompatible feature: 20',
    ],
    ['bits wrap at 64', 0x20n, entry(0, 69, 'far'), 'far'],
    ['a bit is named once', 0x20n, Buffer.concat([table, table]), 'five'],
    ['a cut entry', 0x20n, entry(0, 5, 'five').subarray(0, 4), 'fi'],
    ['a name without an end', 0x20n, entry(0, 5, 'x'.repeat(46)), 'x'.repeat(46)],
  ])('%s', (_, features, names, list) => {
    expect(featureList(features, names && new Bytes(names))).toBe(list);
  });
});
