import * as fc from 'fast-check';
import { unprobedFormat } from '../../../recipe/formats.ts';
import { fileNode } from '../../../recipe/plain-node.ts';
import type { Layer } from '../../../recipe/recipe.ts';
import { virtualSize } from '../../../recipe/virtual-size.ts';
import type { NodeOptions } from '../../layer/node.ts';

/** The id of the throttle group that nodes name; a query with such a node makes it. */
export const throttleGroup = 'limits';

/** A node of any size that takes writes. What is written to isn't shared, also below an image that is. */
function writable(size: bigint): NodeOptions {
  return { driver: 'null-co', size: Number(size), 'read-only': false, 'force-share': false };
}

/** Rules of blkdebug that fail each question of one kind, in all of an image or in one sector. */
const rules = [
  { event: 'none', iotype: 'block-status' },
  { event: 'none', iotype: 'block-status', sector: 128, errno: 28 },
  { event: 'none', iotype: 'read', sector: 0 },
  { event: 'l2_load', errno: 22 },
] as const;

/** The node below blkdebug, with a rule. */
function withRule(image: NodeOptions, rule: NodeOptions): NodeOptions {
  return { driver: 'blkdebug', image, 'inject-error': { 0: rule } };
}

/**
 * For a node of a driver that combines nodes, follows rules or stands for no file, over the `image` of a layer: qemu's test drivers and
 * those of its jobs. What such a node shows depends on the version, so the model abstains.
 */
export function driverNode(layer: Layer, image: NodeOptions): fc.Arbitrary<NodeOptions> {
  const size = virtualSize(layer);
  const target = writable(size);
  const beforeWrite: NodeOptions = { driver: 'copy-before-write', file: image, target };
  const file = fileNode(layer.name);
  return fc.oneof(
    fc.constantFrom<NodeOptions>(
      { driver: 'throttle', 'throttle-group': throttleGroup, file: image },
      { driver: 'copy-on-read', file: image },
      beforeWrite,
      { driver: 'snapshot-access', file: beforeWrite },
      { driver: 'blklogwrites', file: image, log: target },
      // Of other sizes, qemu-img aborts and a server never answers.
      { driver: 'blkverify', test: image, raw: image },
      { driver: 'null-co', size: Number(size) },
      { driver: 'null-aio', size: Number(size), 'read-zeroes': true },
    ),
    fc
      .tuple(fc.constantFrom(1, 2), fc.constantFrom<NodeOptions>(image, { driver: unprobedFormat, file }))
      .map(
        ([votes, other]): NodeOptions => ({
          driver: 'quorum',
          'vote-threshold': votes,
          children: { 0: image, 1: other },
        }),
      ),
    fc
      .tuple(fc.constantFrom(...rules), fc.boolean())
      .map(
        ([rule, below]): NodeOptions =>
          below ? { ...image, file: withRule(file, rule) } : withRule(image, rule),
      ),
  );
}
