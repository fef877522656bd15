import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Listener, toldDifference } from '../../../../src/harness/runs/sweep/told-difference.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
folder.put('said', 'one two three');
const path = join(folder.path, 'said');

const telling =
  (...chunks: string[]) =>
  (listener: Listener): void => {
    for (const chunk of chunks) listener(Buffer.from(chunk));
  };

describe('toldDifference', () => {
  test.each([
    [['one two three'], undefined],
    [['one', ' two t', '', 'hree'], undefined],
    [['one', ' tWo', ' three'], 5],
    [['one two'], 7],
    [['one two', ' three four'], 13],
    [[], 0],
  ])('%j first differs at %s', (chunks, at) => {
    expect(toldDifference(path, telling(...chunks)).at).toBe(at);
  });
});
