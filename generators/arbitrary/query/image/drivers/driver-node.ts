import * as fc from 'fast-check';
import { canState, unprobedFormat } from '../../../../recipe/formats.ts';
import type { Layer } from '../../../../recipe/recipe.ts';
import { virtualSize } from '../../../../recipe/virtual-size.ts';
import type { NodeOptions } from '../../../layer/node.ts';
import { rawWindow } from '../../../raw/raw-window.ts';
import { mostlyRight } from './mostly-right.ts';
import { nullNode } from './null-node.ts';
import { passingNode } from './passing-node.ts';
import { quorumNode } from './quorum-node.ts';
import { ruledNode } from './ruled-node.ts';

/** How often so many nodes stand on each other: one, two, three. */
const depths = [5, 3, 2];

/** Options that any such node can have. */
const common: readonly NodeOptions[] = [
  { 'read-only': true },
  { 'auto-read-only': true },
  { cache: { direct: false, 'no-flush': true } },
  { discard: 'unmap', 'detect-zeroes': 'unmap' },
  { 'force-share': true },
];

/** Those that are refused, the first if there are two such nodes. */
const wrong: readonly NodeOptions[] = [{ 'node-name': 'upper' }, { 'detect-zeroes': 'unmap' }];

/**
 * For a node of a driver that combines nodes, follows rules, shows a part or stands for no file, over the `image` of a layer or below its
 * format: qemu's test drivers and those of its jobs, up to three on each other. What such nodes show depends on the version, so the
 * model abstains.
 */
export function driverNode(layer: Layer, image: NodeOptions): fc.Arbitrary<NodeOptions> {
  const size = Number(virtualSize(layer));
  const over = stacked(image, node => fc.oneof(...passedOn(node, size), ...lessThan(node, layer)));
  // A filter may name the node below it in another way.
  if (image.file === undefined) return over;
  // Of less than its file, a format makes nothing.
  const below = stacked(image.file as NodeOptions, node => fc.oneof(...passedOn(node, size)));
  // A backing file is found in no folder when its layer is read from several nodes.
  const without: NodeOptions = canState(layer, 'backing') && !('backing' in image) ? { backing: null } : {};
  const format = fc
    .tuple(fc.constantFrom<NodeOptions>({}, without), below)
    .map(([more, file]): NodeOptions => ({ ...image, ...more, file }));
  return fc.oneof({ weight: 3, arbitrary: over }, { weight: 2, arbitrary: format });
}

/** For up to three nodes on each other, the lowest on this one. */
function stacked(
  lowest: NodeOptions,
  nodeOn: (node: NodeOptions) => fc.Arbitrary<NodeOptions>,
): fc.Arbitrary<NodeOptions> {
  const counts = depths.map((weight, index) => ({ weight, arbitrary: fc.constant(index + 1) }));
  return fc.oneof(...counts).chain(count => {
    let stack: fc.Arbitrary<NodeOptions> = fc.constant(lowest);
    for (let level = 0; level < count; level++) {
      stack = stack
        .chain(node => fc.tuple(nodeOn(node), mostlyRight(common, wrong)))
        .map(([node, more]) => ({ ...node, ...more }));
    }
    return stack;
  });
}

/** The nodes that have all of what is below them. */
function passedOn(node: NodeOptions, size: number): fc.WeightedArbitrary<NodeOptions>[] {
  return [
    { weight: 6, arbitrary: passingNode(node, size) },
    { weight: 3, arbitrary: ruledNode(node) },
    { weight: 3, arbitrary: quorumNode(node, size) },
  ];
}

/** Those that have a part of it, or nothing. */
function lessThan(file: NodeOptions, layer: Layer): fc.WeightedArbitrary<NodeOptions>[] {
  const part = rawWindow(layer).map((window): NodeOptions => ({ driver: unprobedFormat, ...window, file }));
  return [
    { weight: 1, arbitrary: part },
    { weight: 1, arbitrary: nullNode(Number(virtualSize(layer))) },
  ];
}
