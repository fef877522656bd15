import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/harness/finding/finding.ts';
import { progressOn } from '../../../src/harness/report/progress.ts';
import { emptyTally } from '../../../src/harness/runs/tally.ts';

/** A stream that is a terminal or not, and keeps its text. */
function streamOf(properties: { readonly isTTY: boolean; readonly columns?: number }): WriteStream {
  return Object.assign(new PassThrough({ encoding: 'utf8' }), properties) as unknown as WriteStream;
}

const noLimit = (): number => Infinity;
const none = { found: new Map(), pending: 0 };
const some = { found: new Map([['a', {} as Finding]]), pending: 2 };
const tally = { ...emptyTally(), cases: 20, checks: 400 };

describe('progress', () => {
  test('is one live line on a terminal, which fits its width', () => {
    const stream = streamOf({ isTTY: true, columns: 12 });
    const progress = progressOn(stream, noLimit);
    progress.show(tally, none, 2000);
    progress.show(tally, none, 2050);
    progress.reducing(2);
    progress.clear();
    expect(stream.read()).toBe('\r\x1b[K2 s  20 cas\r\x1b[Kreducing fi\r\x1b[K');
  });

  test.each([
    [0, 0, 'no findings'],
    [0, 7, '7 findings to reduce'],
    [2, 0, '2 findings'],
    [1, 2, '1 finding, 2 to reduce'],
  ])('%i findings and %i to reduce are %s', (count, pending, text) => {
    const found = new Map(Array.from({ length: count }, (_, index) => [`${index}`, {} as Finding]));
    const stream = streamOf({ isTTY: false });
    progressOn(stream, noLimit).show(tally, { found, pending }, 16_000);
    expect(String(stream.read())).toMatch(new RegExp(`/s  ${text}\n$`));
  });

  test('is an occasional plain line in a log', () => {
    const stream = streamOf({ isTTY: false });
    const progress = progressOn(stream, noLimit);
    progress.show(tally, none, 2000);
    progress.show(tally, some, 16_000);
    progress.show(tally, some, 20_000);
    progress.reducing(1);
    progress.reducing(0);
    progress.clear();
    expect(stream.read()).toBe(
      '16 s  20 cases  400 checks  25/s  1 finding, 2 to reduce\nreducing findings, 1 to go\n',
    );
  });

  test.each([
    [59_200, '2 s, 60 s left  20 cases'],
    [600_000, '2 s, 10 min left  20 cases'],
    [-5, '2 s, 0 s left  20 cases'],
  ])('says how much of the time is left: of %i ms', (left, text) => {
    const stream = streamOf({ isTTY: true });
    progressOn(stream, () => left).show(tally, none, 2000);
    expect(String(stream.read())).toContain(`\x1b[K${text}`);
  });
});
