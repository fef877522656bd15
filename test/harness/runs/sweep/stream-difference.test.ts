import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Sink, streamDifference } from '../../../../src/harness/runs/sweep/chain/stream-difference.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
folder.put('expected', 'one two three');
const path = join(folder.path, 'expected');

const sending =
  (...chunks: string[]) =>
  (sink: Sink): void => {
    for (const chunk of chunks) sink(Buffer.from(chunk));
  };

describe('streamDifference', () => {
  test.each([
    [['one two three'], undefined],
    [['one', ' two t', '', 'hree'], undefined],
    [['one', ' tWo', ' three'], 5],
    [['one two'], 7],
    [['one two', ' three four'], 13],
    [[], 0],
  ])('the chunks %j differ from the file at %s', (chunks, at) => {
    expect(streamDifference(path, sending(...chunks)).at).toBe(at);
  });
});
