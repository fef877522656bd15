import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeOptions } from '../../../../../../generators/arbitrary/layer/node.ts';
import { driverNode } from '../../../../../../generators/arbitrary/query/image/drivers/driver-node.ts';
import { parseRows } from '../../../../../../generators/recipe/picture/parse-rows.ts';
import { plainNode } from '../../../../../../generators/recipe/plain-node.ts';

const layer = parseRows(['#.']).recipe.layers[0]!;
const drawn = fc.sample(driverNode(layer, plainNode(layer)), { numRuns: 1500, seed: 1 });

/** All values of a node and of those below it, by the last part of their names. */
function valuesOf(node: NodeOptions): [key: string, value: unknown][] {
  return Object.entries(node).flatMap(([key, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null ? valuesOf(value as NodeOptions) : [[key, value]],
  );
}

const values = drawn.flatMap(valuesOf);
const of = (wanted: string): unknown[] =>
  [...new Set(values.filter(([key]) => key === wanted).map(([, value]) => value))].toSorted();

test('the nodes of all drivers are drawn, over an image and below its format', () => {
  expect(of('driver')).toEqual([
    ...['blkdebug', 'blklogwrites', 'blkverify', 'compress', 'copy-before-write', 'copy-on-read', 'file'],
    ...['null-aio', 'null-co', 'preallocate', 'qcow2', 'quorum', 'raw', 'snapshot-access', 'throttle'],
  ]);
  const tops = new Set(drawn.map(({ driver }) => driver));
  expect(tops).toContain('qcow2');
  expect(tops).toContain('quorum');
});

test('rules have states, and few are refused', () => {
  expect(of('new_state')).toEqual([1, 2, 3]);
  expect(of('event')).toEqual(
    expect.arrayContaining(['none', 'l2_load', 'read_aio', 'reftable_load', 'l3_load']),
  );
  const events = values.filter(([key]) => key === 'event').map(([, value]) => value);
  expect(events.filter(event => event === 'l3_load').length).toBeLessThan(events.length / 20);
});

test('a quorum has one to three children, and a threshold that they mostly reach', () => {
  const quorums = drawn.filter(({ driver }) => driver === 'quorum');
  const childrenOf = ({ children }: NodeOptions): number => (children as NodeOptions[]).length;
  expect(new Set(quorums.map(childrenOf))).toEqual(new Set([1, 2, 3]));
  const isReached = (node: NodeOptions): boolean =>
    (node['vote-threshold'] as number) >= 1 && (node['vote-threshold'] as number) <= childrenOf(node);
  const reached = quorums.filter(isReached);
  expect(reached.length).toBeGreaterThan(0.9 * quorums.length);
  expect(reached.length).toBeLessThan(quorums.length);
});
