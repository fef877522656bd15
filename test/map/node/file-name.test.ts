import { describe, expect, test } from 'vitest';
import { backingFileName, prefixOf, withoutPrefix } from '../../../src/map/node/file-name.ts';

describe('a protocol is what stands before a colon, before any slash', () => {
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

describe('the path of a file name', () => {
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

describe('a backing file is looked for beside the overlay, and nothing is normalised', () => {
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
