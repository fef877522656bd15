import * as fc from 'fast-check';
import { compress, mayStandOn } from '../../../../recipe/filters.ts';
import { unprobedFormat } from '../../../../recipe/formats.ts';
import { fileDriver } from '../../../../recipe/plain-node.ts';
import type { NodeOptions } from '../../../layer/node.ts';
import { mostlyRight } from './mostly-right.ts';
import { writableNode } from './null-node.ts';
import { throttleGroup } from './throttle-group.ts';

/** A driver that passes on what one node below it says, what it needs beside that node, and options that it can have. */
interface Passing {
  readonly driver: string;
  /** The options that describe the node below. */
  readonly below: readonly string[];
  /** What it needs, over a node of `size` bytes. */
  readonly needs?: (size: number, below: NodeOptions) => NodeOptions;
  /** Options that it can have. */
  readonly right?: readonly NodeOptions[];
  /** Options that are refused. */
  readonly wrong?: readonly NodeOptions[];
  readonly weight: number;
  /** Whether qemu opens it on this node. Absent: on any. */
  readonly suits?: (below: NodeOptions) => boolean;
}

/** So much more rarely a node stands where it is refused. */
const refusedRarely = 12;

const passing: readonly Passing[] = [
  {
    driver: 'throttle',
    below: ['file'],
    needs: () => ({ 'throttle-group': throttleGroup }),
    wrong: [{ 'throttle-group': 'none' }],
    weight: 4,
  },
  {
    driver: 'copy-on-read',
    below: ['file'],
    needs: (_, below) => (takesWrites(below) ? { 'read-only': false } : {}),
    suits: takesWrites,
    // Of a bottom that is no backing file, qemu-img goes on for ever, unless the node is refused before.
    wrong: [{ bottom: 'nowhere' }],
    weight: 2,
  },
  {
    driver: 'copy-before-write',
    below: ['file'],
    needs: size => ({ target: writableNode(size) }),
    right: [{ 'on-cbw-error': 'break-snapshot' }, { 'cbw-timeout': 30 }, { 'min-cluster-size': 131072 }],
    wrong: [{ 'on-cbw-error': 'ignore' }, { bitmap: { node: 'node', name: 'none' } }],
    weight: 2,
  },
  {
    driver: 'blklogwrites',
    below: ['file'],
    needs: size => ({ log: writableNode(size) }),
    right: [{ 'log-sector-size': 4096 }, { 'log-super-update-interval': 1 }],
    wrong: [{ 'log-sector-size': 1000 }, { 'log-append': true }],
    weight: 2,
  },
  // Of nodes of other sizes, qemu-img aborts and a server never answers.
  { driver: 'blkverify', below: ['test', 'raw'], weight: 2 },
  {
    driver: 'preallocate',
    below: ['file'],
    right: [{ 'prealloc-align': 4096 }, { 'prealloc-size': 65536 }],
    wrong: [{ 'prealloc-align': 1000 }],
    weight: 1,
  },
  {
    driver: compress.driver,
    below: ['file'],
    suits: ({ driver }) => typeof driver === 'string' && mayStandOn(compress, driver),
    weight: 1,
  },
  { driver: unprobedFormat, below: ['file'], weight: 2 },
];

/** Whether a node can be opened for writing, and stays as it is when nothing writes: images of most formats change then. */
function takesWrites({ driver, file }: NodeOptions): boolean {
  return driver === unprobedFormat ? takesWrites(file as NodeOptions) : driver === fileDriver;
}

/** The node that shows what one of copy-before-write keeps. */
function snapshotOf(image: NodeOptions, size: number): NodeOptions {
  const file: NodeOptions = { driver: 'copy-before-write', file: image, target: writableNode(size) };
  return { driver: 'snapshot-access', file };
}

/** For a node of a driver that passes on what `image`, of `size` bytes, says. */
export function passingNode(image: NodeOptions, size: number): fc.Arbitrary<NodeOptions> {
  return fc.oneof(
    { weight: refusedRarely, arbitrary: fc.constant(snapshotOf(image, size)) },
    ...passing.map(({ driver, below, needs = () => ({}), right = [], wrong = [], weight, suits }) => ({
      weight: suits === undefined || suits(image) ? weight * refusedRarely : weight,
      arbitrary: mostlyRight(right, wrong).map(
        (more): NodeOptions => ({
          driver,
          ...Object.fromEntries(below.map(option => [option, image])),
          ...needs(size, image),
          ...more,
        }),
      ),
    })),
  );
}
