import * as fc from 'fast-check';
import type { NodeOptions } from '../../../layer/node.ts';

/** The options of a node that stands for no file. */
const options: readonly NodeOptions[] = [
  {},
  { 'read-zeroes': true },
  { 'read-zeroes': 'off' },
  { 'latency-ns': 1, 'read-zeroes': 'on' },
  { 'force-share': true },
];

/** For a node without a file, mostly of `size` bytes, else of a part of a sector more or less, of none, or of the usual size. */
export function nullNode(size: number): fc.Arbitrary<NodeOptions> {
  const sizes = fc.oneof(
    { weight: 4, arbitrary: fc.constant<NodeOptions>({ size }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<NodeOptions>(
        { size: size + 1 },
        { size: Math.max(0, size - 100) },
        { size: `${size + 511}` },
        { size: 0 },
        {},
      ),
    },
  );
  return fc
    .tuple(fc.constantFrom('null-co', 'null-aio'), sizes, fc.constantFrom(...options))
    .map(([driver, given, more]) => ({ driver, ...given, ...more }));
}

/** A node of any size that takes writes. What is written to isn't shared, also below an image that is. */
export function writableNode(size: number): NodeOptions {
  return { driver: 'null-co', size, 'read-only': false, 'force-share': false };
}
