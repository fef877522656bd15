import { expect, test } from 'vitest';
import { takeNbdContext } from '../../../src/map/command/nbd-context.ts';

test('the context is taken out, wherever it stands', () => {
  expect(takeNbdContext(['-U', '--context', 'base:allocation', 'a'])).toEqual([
    ['-U', 'a'],
    'base:allocation',
  ]);
  expect(takeNbdContext(['a', '--context=qemu:allocation-depth'])).toEqual([['a'], 'qemu:allocation-depth']);
  expect(takeNbdContext(['--output=json', 'a'])).toEqual([['--output=json', 'a'], undefined]);
});

test.each([[['--context=foo:bar', 'a']], [['a', '--context']]])('%j: no context', words => {
  expect(() => takeNbdContext(words)).toThrow(expect.objectContaining({ code: 'bad-context' }));
});
