import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Chunks } from '../../src/print/chunks.ts';
import { constantOf } from '../../src/print/packed.ts';

/** What comes out of chunks, and the length of the longest. */
function printed(print: (chunks: Chunks) => void): { text: string; longest: number } {
  let text = '';
  let longest = 0;
  const chunks = new Chunks(chunk => {
    text += chunk.toString('latin1');
    longest = Math.max(longest, chunk.length);
  });
  print(chunks);
  chunks.flush();
  return { text, longest };
}

const number = (exact: number, small = 0): string =>
  printed(chunks => chunks.number(Float64Array.of(exact), 0, small)).text;

describe('numbers', () => {
  test.each([0, 7, 10, 99, 100, 1000, 9999, 10_000, 65_536, 99_999_999, 100_000_000, 100_000_007])(
    '%d',
    value => expect(number(value)).toBe(String(value)),
  );

  test.each([10 ** 12, 10 ** 12 + 10_000, 2 ** 53 - 1])('%d', value => {
    expect(number(value)).toBe(String(value));
  });

  test('a sum that no double holds', () => {
    expect(number(2 ** 62, 511)).toBe('4611686018427388415');
    expect(number(2 ** 62, -511)).toBe('4611686018427387393');
    expect(number(2 ** 53, 1)).toBe('9007199254740993');
  });

  test('any up to 2^53', () => {
    fc.assert(fc.property(fc.maxSafeNat(), value => number(value) === String(value)));
  });
});

test.each(['', 'a', 'abcdefg', 'abcdefgh', 'abcdefghi', '~'.repeat(16)])(
  'a constant is its bytes: %j',
  text => {
    expect(printed(chunks => chunks.constant(constantOf(text))).text).toBe(text);
  },
);

test('all comes out in order, a little at a time', () => {
  const comma = constantOf(',\n');
  const { text, longest } = printed(chunks => {
    for (let value = 0; value < 100_000; value++) {
      chunks.number(Float64Array.of(value), 0, 0);
      chunks.constant(comma);
      if (value % 10_000 === 0) chunks.text('a text\n');
    }
  });
  const lines = Array.from({ length: 100_000 }, (_, i) => `${i},\n${i % 10_000 === 0 ? 'a text\n' : ''}`);
  expect(text === lines.join('')).toBe(true);
  expect(longest).toBeLessThan(70_000);
});

test('a text longer than a chunk stays in its place', () => {
  const long = 'x'.repeat(200_000);
  const { text } = printed(chunks => {
    chunks.text('before');
    chunks.text(long);
    chunks.text('behind');
  });
  expect(text === `before${long}behind`).toBe(true);
});
