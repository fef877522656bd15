import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterState, hasHostCluster, hostOffset } from '../../../src/format/qcow2/entry.ts';
import { StandardL2 } from '../../../src/format/qcow2/standard-l2.ts';
import { codeOf } from '../../../src/format/qcow2/state-code.ts';

const clusterSize = 2 ** 16;
/** Words whose deciding bits are set about as often as not. */
const word = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom(0, 1, 2 ** 23),
    fc.constantFrom(0, 1, 512, -512, 513, 6),
  )
  .map(([flags, high, low]) => [(flags << 30) | high, low] as const);

describe.each([false, true])('external data file: %s', external => {
  const layout = new StandardL2(clusterSize, external);

  test('the code of any word is that of its state', () => {
    fc.assert(
      fc.property(word, ([high, low]) => {
        expect(layout.code(Int32Array.of(high, low), 0)).toBe(codeOf(clusterState(high, low, external)));
      }),
    );
  });

  test('a run goes on as long as state and place do', () => {
    const row = fc
      .tuple(word, fc.array(fc.constantFrom(0, clusterSize, 2 * clusterSize), { minLength: 1, maxLength: 5 }))
      .map(([[high, low], steps]) => {
        const words = [(BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)];
        for (const step of steps) words.push(BigInt.asUintN(64, words.at(-1)! + BigInt(step)));
        return words.map(value => [Number(value >> 32n) | 0, Number(value & 0xffff_ffffn) | 0] as const);
      });
    fc.assert(
      fc.property(row, words => {
        const states = words.map(([high, low]) => clusterState(high, low, external));
        const hosts = words.map(([high, low]) => hostOffset(high, low));
        const breaks = words.findIndex(
          (_, at) =>
            at > 0 &&
            (states[at] !== states[0] ||
              (hasHostCluster(states[0]!) && hosts[at] !== hosts[0]! + at * clusterSize)),
        );
        const end = breaks < 0 ? words.length : breaks;
        expect(layout.runEnd(Int32Array.from(words.flat()), 0, words.length)).toBe(end);
      }),
    );
  });
});

test('the lower half beginning anew is no step: the upper one has to go up with it', () => {
  const layout = new StandardL2(clusterSize, false);
  expect(layout.runEnd(Int32Array.of(1, -clusterSize, 1, 0), 0, 2)).toBe(1);
  expect(layout.runEnd(Int32Array.of(1, -clusterSize, 2, 0), 0, 2)).toBe(2);
});
