import { expect, test } from 'vitest';
import { takeNbdContext } from '../../../src/map/command/nbd-context.ts';

test('the context is removed from the words, in any place', () => {
  expect(takeNbdContext(['-U', '--context', 'base:allocation', 'a'])).toEqual([
    ['-U', 'a'],
    'base:allocation',
  ]);
  expect(takeNbdContext(['a', '--context=qemu:allocation-depth'])).toEqual([['a'], 'qemu:allocation-depth']);
  expect(takeNbdContext(['--context=qemu:dirty-bitmap:x', 'a'])).toEqual([['a'], 'qemu:dirty-bitmap:x']);
  expect(takeNbdContext(['--output=json', 'a'])).toEqual([['--output=json', 'a'], undefined]);
});

test.each([[['--context=foo:bar', 'a']], [['--context=qemu:dirty-bitmap:', 'a']], [['a', '--context']]])(
  '%j has no known context',
  words => {
    expect(() => takeNbdContext(words)).toThrow(expect.objectContaining({ code: 'bad-context' }));
  },
);
