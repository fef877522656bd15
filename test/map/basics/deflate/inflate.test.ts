import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflate } from '../../../../src/map/basics/deflate/inflate.ts';

/** Bytes that a seed makes, with repetitions. */
function someBytes(seed: number, length: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 31 === 1 ? at >> 5 : (state >>> 16) % (1 + (seed % 250));
  });
}

/** What zlib makes of a stream, by its word for it. */
function zlibOutcome(stream: Uint8Array): { outcome: string; bytes?: Buffer } {
  try {
    return { outcome: 'ended', bytes: inflateRawSync(stream) };
  } catch (error) {
    return { outcome: (error as { code: string }).code === 'Z_DATA_ERROR' ? 'invalid' : 'cut' };
  }
}

const strategies = [0, 1, 2, 3, 4];
const cases = strategies.flatMap(strategy =>
  [0, 1, 6, 9].map(level => [strategy, level, 17 * strategy + 100 * level + 3] as const),
);

test.each(cases)('strategy %i at level %i is inflated as zlib inflates it', (strategy, level, seed) => {
  const bytes = someBytes(seed, 5000);
  const stream = deflateRawSync(bytes, { strategy, level });
  const output = new Uint8Array(bytes.length);
  expect(inflate(stream, output)).toEqual({ outcome: 'ended', written: bytes.length, at: stream.length });
  expect(output).toEqual(bytes);
});

test.each(cases)('damage of strategy %i at level %i is what zlib takes it for', (strategy, level, seed) => {
  const stream = deflateRawSync(someBytes(seed, 2000), { strategy, level });
  const seen = new Set<string>();
  for (let hit = 0; hit < 60; hit++) {
    const damaged = Uint8Array.from(
      stream.subarray(0, hit % 3 === 0 ? (hit * 31) % stream.length : undefined),
    );
    damaged[(hit * 7) % Math.min(90, damaged.length)]! ^= 1 << (hit % 8);
    const { outcome, bytes } = zlibOutcome(damaged);
    const output = new Uint8Array(1_000_000);
    const found = inflate(damaged, output);
    expect([hit, found.outcome]).toEqual([hit, outcome]);
    if (bytes !== undefined) expect(bytes.equals(output.subarray(0, found.written))).toBe(true);
    seen.add(outcome);
  }
  expect(seen.size).toBeGreaterThan(1);
});

describe('like zlib it goes on when the output is full', () => {
  const bytes = someBytes(5, 512);
  const stream = deflateRawSync(bytes);

  test('up to an end', () => {
    expect(inflate(stream, new Uint8Array(512)).outcome).toBe('ended');
  });

  test('up to a byte that has no room', () => {
    expect(inflate(stream, new Uint8Array(511))).toMatchObject({ outcome: 'full', written: 511 });
  });

  test('up to the end of the input', () => {
    const cut = inflate(stream.subarray(0, -1), new Uint8Array(512));
    expect(cut).toMatchObject({ outcome: 'cut', written: 512 });
  });
});
