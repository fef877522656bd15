import * as fc from 'fast-check';
import { unprobedFormat } from '../../../../recipe/formats.ts';
import type { NodeOptions } from '../../../layer/node.ts';
import { mostlyRight } from './mostly-right.ts';
import { nullNode } from './null-node.ts';
import { ruledNode } from './ruled-node.ts';

/** Options beside the children. */
const options: readonly NodeOptions[] = [
  { 'read-pattern': 'quorum' },
  { 'read-pattern': 'fifo' },
  { 'rewrite-corrupted': false },
  { blkverify: 'off' },
];

/** Those that are refused; the first one only unless there are two children. */
const wrong: readonly NodeOptions[] = [
  { blkverify: true },
  { blkverify: true, 'rewrite-corrupted': true },
  { 'read-pattern': 'first' },
];

/** Both children have to say the same. */
const comparing: NodeOptions = { 'vote-threshold': 2, blkverify: true };

/** For another child of a quorum: the same image, in most cases with nodes on it, as the children must have one size. */
function otherChild(image: NodeOptions, size: number): fc.Arbitrary<NodeOptions> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(image) },
    { weight: 2, arbitrary: fc.constant<NodeOptions>({ driver: unprobedFormat, file: image }) },
    { weight: 2, arbitrary: ruledNode(image) },
    { weight: 2, arbitrary: nullNode(size) },
  );
}

/** A threshold that the children can reach; one in 25 is refused. */
function threshold(children: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 24, arbitrary: fc.integer({ min: 1, max: children }) },
    { weight: 1, arbitrary: fc.constantFrom(0, children + 1) },
  );
}

/** For a quorum of one to three children, the first mostly the given image of `size` bytes. */
export function quorumNode(image: NodeOptions, size: number): fc.Arbitrary<NodeOptions> {
  return fc
    .array(otherChild(image, size), { maxLength: 2, size: 'max' })
    .chain(others => fc.shuffledSubarray([image, ...others], { minLength: others.length + 1 }))
    .chain(children =>
      fc
        .tuple(
          threshold(children.length),
          mostlyRight(children.length === 2 ? [...options, comparing] : options, wrong),
        )
        .map(
          ([votes, more]): NodeOptions => ({
            driver: 'quorum',
            'vote-threshold': votes,
            children,
            ...more,
          }),
        ),
    );
}
