import { expect, test } from 'vitest';
import { takeNbdContext } from '../../../src/map/command/nbd-context.ts';

test('the context is removed from the words, in any place', () => {
  expect(takeNbdContext(['-U', '--context', 'base:allocation', 'a'])).toEqual([
    ['-U', 'a'],
    { context: 'base:allocation', style: 'blocks' },
  ]);
  expect(takeNbdContext(['a', '--context=qemu:allocation-depth'])).toEqual([
    ['a'],
    { context: 'qemu:allocation-depth', style: 'blocks' },
  ]);
  expect(takeNbdContext(['--context=qemu:dirty-bitmap:x', 'a'])).toEqual([
    ['a'],
    { context: 'qemu:dirty-bitmap:x', style: 'blocks' },
  ]);
  expect(takeNbdContext(['--context=qemu:dirty-bitmap:é', 'a'])).toEqual([
    ['a'],
    { context: 'qemu:dirty-bitmap:\xc3\xa9', style: 'blocks' },
  ]);
  expect(takeNbdContext(['--output=json', 'a'])).toEqual([['--output=json', 'a'], undefined]);
});

test.each([[['--context=foo:bar', 'a']], [['--context=qemu:dirty-bitmap', 'a']], [['a', '--context']]])(
  '%j has no known context',
  words => {
    expect(() => takeNbdContext(words)).toThrow(expect.objectContaining({ code: 'bad-context' }));
  },
);

test('totals are requested with a context, and not without', () => {
  expect(takeNbdContext(['--totals', 'a', '--context=base:allocation'])).toEqual([
    ['a'],
    { context: 'base:allocation', style: 'totals' },
  ]);
  expect(() => takeNbdContext(['--totals', 'a'])).toThrow(expect.objectContaining({ code: 'bad-context' }));
});
