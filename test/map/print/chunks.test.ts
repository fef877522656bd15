import { expect, test } from 'vitest';
import { latin1Of } from '../../../src/map/basics/bytes.ts';
import { Chunks } from '../../../src/map/print/chunks.ts';

/** The text that chunks write, and the lengths of the single writes. */
function printed(print: (chunks: Chunks) => void): { text: string; lengths: number[] } {
  let text = '';
  const lengths: number[] = [];
  const chunks = new Chunks(chunk => {
    text += latin1Of(chunk);
    lengths.push(chunk.length);
  });
  print(chunks);
  chunks.flush();
  return { text, lengths };
}

test('output is written in order, in large chunks', () => {
  const { text, lengths } = printed(chunks => {
    for (let value = 0; value < 100_000; value++) {
      if (value % 2 === 0) chunks.text(`${value},\n`);
      else chunks.bytes(Buffer.from(`${value},\n`));
    }
  });
  expect(text === Array.from({ length: 100_000 }, (_, i) => `${i},\n`).join('')).toBe(true);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(65_536);
  expect(lengths.length).toBeLessThan(12);
});

test.each([40_000, 200_000])('%d bytes at once are written in their place', length => {
  const long = 'x'.repeat(length);
  const { text } = printed(chunks => {
    chunks.text('before');
    chunks.text(long);
    chunks.bytes(Buffer.from(long));
    chunks.text('after');
  });
  expect(text === `before${long}${long}after`).toBe(true);
});
