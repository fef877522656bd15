import { expect, test } from 'vitest';
import { takeEncryption } from '../../../../../src/map/drivers/qcow2/encryption/encryption-options.ts';
import type { NamedObjects } from '../../../../../src/map/node/named-objects.ts';
import type { Options, OptionValue } from '../../../../../src/map/options/options.ts';
import { recorded } from '../../../../../src/map/profile/profile.ts';

const objects: NamedObjects = new Map();

function taken(...entries: [string, OptionValue][]) {
  const options: Options = new Map(entries);
  const { objects: _, mistake, ...rest } = takeEncryption(options, objects, recorded['11.1']);
  return { ...rest, ...(mistake && { mistake: mistake.message }), left: [...options.keys()] };
}

test('the options of encryption are taken out', () => {
  expect(taken(['encrypt.format', 'luks'], ['driver', 'qcow2'], ['encrypt.key-secret', 's'])).toEqual({
    format: 'luks',
    keySecret: 's',
    left: ['driver'],
  });
});

test('an option without a dot is left', () => expect(taken(['encrypt', 's']).left).toEqual(['encrypt']));

test('numbers and switches are ids by their text, and no format', () => {
  expect(taken(['encrypt.key-secret', { number: '5' }], ['encrypt.format', { number: '5' }])).toEqual({
    keySecret: '5',
    left: [],
  });
  expect(taken(['encrypt.key-secret', true])).toEqual({ keySecret: 'on', left: [] });
});

/** The messages of qemu-img for an encrypted image with these options. */
test.each<[string, [string, OptionValue][], string]>([
  [
    'several that are unknown, of which a hash table has one first',
    [
      ['encrypt.iter-time', '1'],
      ['encrypt.cipher-alg', '2'],
      ['encrypt.zz', '1'],
    ],
    "Parameter 'cipher-alg' is unexpected",
  ],
  ['null', [['encrypt.key-secret', null]], 'Internal error: parameter key-secret invalid'],
  ['a list', [['encrypt.key-secret.0', 's']], "Parameters 'key-secret.*' are unexpected"],
  [
    'text and a list',
    [
      ['encrypt.key-secret', 's'],
      ['encrypt.key-secret.0', 's'],
    ],
    'Cannot mix scalar and non-scalar keys',
  ],
  ['a format in parts', [['encrypt.format.a', 'b']], 'Cannot mix scalar and non-scalar keys'],
  ['an unknown one', [['encrypt.iter-time', '5']], "Parameter 'iter-time' is unexpected"],
  ['an unknown one in parts', [['encrypt.a.b', '5']], "Parameter 'a' is unexpected"],
])('a mistake is found: %s', (_, entries, text) => expect(taken(...entries).mistake).toBe(text));
