import { describe, expect, test } from 'vitest';
import { backingFileName, prefixOf, withoutPrefix } from '../../../src/map/node/file-name.ts';

describe('the protocol prefix ends at the first colon, which comes before any slash', () => {
  test.each([
    ['file:a', 'file'],
    ['nbd+unix:x', 'nbd+unix'],
    [':a', ''],
    ['./a:b', undefined],
    ['a/b:c', undefined],
    ['a', undefined],
  ])('%s', (name, protocol) => {
    expect(prefixOf(name)).toBe(protocol);
  });
});

describe('a prefix is removed from a file name', () => {
  test.each([
    ['a', 'a'],
    ['file:a', 'a'],
    ['file://a/b', '//a/b'],
    ['file:file:a', './file:a'],
    ['file:./a:b', './a:b'],
  ])('%s', (name, path) => {
    expect(withoutPrefix(name, 'file')).toBe(path);
  });
});

describe('a backing file name starts in the folder of the overlay, and is not normalised', () => {
  test.each([
    ['t', 'b', 'b'],
    ['./t', './b', '././b'],
    ['d/../t', './b', 'd/.././b'],
    ['d/t', '/b', '/b'],
    ['d/t', 'file:b', 'file:b'],
    ['d/t', 'json:{}', 'json:{}'],
    ['/abs/t', 'b', '/abs/b'],
    ['d/t', 'x/b:c', 'd/x/b:c'],
    ['w:t', 'b', 'w:b'],
  ])('%s over %s', (overlay, backing, name) => {
    expect(backingFileName(overlay, backing)).toBe(name);
  });
});
