import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterState, hostOffset } from '../../../src/map/drivers/qcow2/tables/entry.ts';
import { layerOfWords } from './layer-of-words.ts';

const clusterBits = 16;
const clusterSize = 2 ** clusterBits;
const halves = (word: bigint): [number, number] => [Number(word >> 32n), Number(word & 0xffff_ffffn)];

/** Words in which each bit that decides the state is set about half of the time. Host offsets are aligned. */
const word = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom(0n, 1n, 2n ** 23n),
    fc.constantFrom(0n, 0x1_0000n, 0xffff_0000n),
    fc.constantFrom(0n, 1n, 6n),
  )
  .map(([flags, high, low, rest]) => (BigInt(flags) << 62n) | (high << 32n) | low | rest);

const row = fc
  .tuple(word, fc.array(fc.constantFrom(0, clusterSize, 2 * clusterSize), { minLength: 1, maxLength: 5 }))
  .map(([first, steps]) => {
    const words = [first];
    for (const step of steps) words.push(BigInt.asUintN(64, words.at(-1)! + BigInt(step)));
    return words;
  });

/** The bytes of the first run of a table. */
function firstRun(words: readonly bigint[], extended = false): number {
  const layer = layerOfWords(words, clusterBits, { extended });
  layer.scan(0, Number.MAX_SAFE_INTEGER);
  return layer.run.end;
}

/** The states whose clusters have bytes of their own in the host file. */
const withHost: ReadonlySet<string> = new Set(['data', 'zero-allocated']);

describe('standard entries', () => {
  test('a run goes on while the state stays the same and host offsets are contiguous', () => {
    fc.assert(
      fc.property(row, words => {
        const states = words.map(each => clusterState(...halves(each), 'image'));
        const hosts = words.map(each => hostOffset(...halves(each)));
        const breaks = words.findIndex(
          (_, at) =>
            at > 0 &&
            (states[at] !== states[0] ||
              (withHost.has(states[0]!) && hosts[at] !== hosts[0]! + at * clusterSize)),
        );
        expect(firstRun(words)).toBe((breaks < 0 ? words.length : breaks) * clusterSize);
      }),
    );
  });

  test('host offsets are contiguous only if a carry goes from the lower to the upper half of the word', () => {
    expect(firstRun([0x1_ffff_0000n, 0x1_0000_0000n])).toBe(clusterSize);
    expect(firstRun([0x1_ffff_0000n, 0x2_0000_0000n])).toBe(2 * clusterSize);
  });
});

test.each<[bigint, number]>([
  [0n, 32],
  [0x0000_0000_0000_0003n, 2],
  [0x0000_0000_8000_0000n, 31],
  [0x0000_000f_0000_0000n, 4],
  [0x0000_00f0_0000_000fn, 4],
  [0x0000_00f0_ffff_ff0fn, 4],
])('the first run of the bitmap %s has %d subclusters', (bitmap, count) => {
  expect(firstRun([0x5_0000n, bitmap], true)).toBe((count * clusterSize) / 32);
});
