import { expect, test } from 'vitest';
import { nest } from '../../../../src/map/options/schema/nested.ts';
import { newest } from '../../../../src/map/profile/profile.ts';

const nested = (...keys: readonly string[]): unknown => nest(new Map(keys.map(key => [key, 'x'])), newest);

test('dots make objects, numbers make lists, and two dots are one', () => {
  expect(nested('a.b', 'a.c')).toEqual(
    new Map([
      [
        'a',
        new Map([
          ['b', 'x'],
          ['c', 'x'],
        ]),
      ],
    ]),
  );
  expect(nested('a.1', 'a.0')).toEqual(new Map([['a', ['x', 'x']]]));
  expect(nested('a..b')).toEqual(new Map([['a.b', 'x']]));
});

// Measured with copy-before-write of qemu-img 7.2, 10.0 and 11.1.
test.each([
  [['a', 'a.b'], 'Cannot mix scalar and non-scalar keys'],
  [['a.0', 'a.b'], 'Cannot mix list and non-list keys'],
  [['a.1'], 'List indices are not contiguous, saw 1 elements but 1 largest index'],
])('%j: %s', (keys, text) => {
  expect(() => nested(...keys)).toThrow(text);
});

test('all values are texts, or null', () => {
  const options = new Map([
    ['on', true],
    ['off', false],
    ['none', null],
  ]);
  expect(nest(options, newest)).toEqual(
    new Map([
      ['on', 'on'],
      ['off', 'off'],
      ['none', null],
    ]),
  );
});
