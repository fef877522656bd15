import { expect, test } from 'vitest';
import { numberText } from '../../../../src/map/options/json/number-text.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';

test.each([
  ['512', '512', '512'],
  ['-0', '0', '0'],
  ['18446744073709551615', '18446744073709551615', '18446744073709551615'],
  ['18446744073709551616', '18446744073709551616', '1.8446744073709552e+19'],
  ['512.0', '512', '512'],
  ['1e3', '1000', '1000'],
  ['1.5', '1.5', '1.5'],
  ['0.1', '0.1', '0.10000000000000001'],
  ['1e400', 'inf', 'inf'],
  ['-1e400', '-inf', '-inf'],
])('%s', (number, fixed, exact) => {
  expect(numberText({ number }, recorded['5.2'])).toBe(fixed);
  expect(numberText({ number }, recorded['11.1'])).toBe(exact);
});
