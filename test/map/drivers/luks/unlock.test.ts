import { describe, expect, test } from 'vitest';
import { luksAreaOf, luksPasswords } from '../../../../generators/write/luks/luks-area.ts';
import { Bytes } from '../../../../src/map/basics/bytes.ts';
import { MapParityError, Refusal } from '../../../../src/map/basics/error.ts';
import { unlock } from '../../../../src/map/drivers/luks/unlock.ts';
import { nodeCryptography } from '../../../../src/map/host/nodejs/node-cryptography.ts';
import { type RecordedName, recorded } from '../../../../src/map/profile/profile.ts';
import { qcow2 } from '../../../generators/write/written.ts';

/** A change of a header: where, and hexadecimal digits. */
type Edit = readonly [at: number, digits: string];

/** The result of opening the header that was recorded for `password`, with these changes, by the password `given`. */
function opened(
  password: string,
  edits: readonly Edit[] = [],
  version: RecordedName = '11.1',
  given = password,
): string {
  const area = luksAreaOf(qcow2('', { encryption: { method: 'luks', password } }))!;
  const bytes = new Bytes(area.length);
  bytes.set(area.header);
  for (const [at, digits] of edits) bytes.set(Buffer.from(digits, 'hex'), at);
  const read = (offset: number, length: number): Bytes => {
    if (offset + length > bytes.length) throw new Refusal('outside');
    return bytes.subarray(offset, offset + length);
  };
  try {
    unlock(read, Buffer.from(given), { profile: recorded[version], cryptography: nodeCryptography });
    return 'opened';
  } catch (error) {
    if (!(error instanceof MapParityError)) throw error;
    return error.message;
  }
}

const text = (name: string): string => Buffer.concat([Buffer.from(name)], 32).toString('hex');
const cipherName = (name: string): Edit => [8, text(name)];
const cipherMode = (mode: string): Edit => [40, text(mode)];
const keyBytes = (bytes: number): Edit => [108, bytes.toString(16).padStart(8, '0')];
const hashSpec = (name: string): Edit => [72, text(name)];
/** A 32-bit field of a key slot. */
const slot = (index: number, field: 0 | 4 | 40 | 44, digits: string): Edit => [
  208 + 48 * index + field,
  digits,
];

const wrong = 'Invalid password, cannot unlock any keyslot';

describe.each(luksPasswords)('a header that qemu-img recorded for %s', password => {
  test('opens with it in every version', () => {
    for (const version of ['5.2', '7.2', '10.0', '11.1'] as const) {
      expect(opened(password, [], version)).toBe('opened');
    }
  });

  test('opens with no other password', () => {
    for (const given of ['', 'wrong', `${password} `])
      expect(opened(password, [], '11.1', given)).toBe(wrong);
  });
});

test('an inactive key slot opens nothing', () => {
  expect(opened('s3cret', [slot(0, 0, '0000dead')])).toBe(wrong);
});

/** The messages of qemu-img for damaged headers: that of 5.2, and that of the later versions. */
describe.each<[what: string, edits: Edit[], old: string, later: string]>([
  ['magic', [[0, '4d']], 'Volume is not in LUKS format', 'Volume is not in LUKS format'],
  ['version', [[6, '0002']], 'LUKS version 2 is not supported', 'LUKS version 2 is not supported'],
  [
    'a cipher that is none',
    [cipherName('foo')],
    'Algorithm foo with key size 32 bytes not supported',
    "Algorithm 'foo' with key size 32 bytes not supported",
  ],
  [
    'a key too long for the mode',
    [cipherMode('cbc-plain64')],
    'Algorithm aes with key size 64 bytes not supported',
    "Algorithm 'aes' with key size 64 bytes not supported",
  ],
  [
    'a mode alone',
    [cipherMode('xts')],
    'Unexpected cipher mode string format xts',
    "Unexpected cipher mode string format 'xts'",
  ],
  [
    'a mode that is none',
    [cipherMode('foo-plain64')],
    'Cipher mode foo not supported',
    "Cipher mode 'foo' not supported",
  ],
  [
    'an IV generator that is none',
    [cipherMode('xts-benbi')],
    'IV generator benbi not supported',
    "IV generator 'benbi' not supported",
  ],
  [
    'its hash that is none, though no use is made of it',
    [cipherMode('xts-plain64:foo')],
    'Hash algorithm foo not supported',
    "Hash algorithm 'foo' not supported",
  ],
  [
    'ESSIV without a hash',
    [cipherMode('xts-essiv')],
    'Missing IV generator hash specification',
    'Missing IV generator hash specification',
  ],
  [
    'ESSIV by a hash as long as no key',
    [cipherMode('xts-essiv:sha1')],
    'No AES cipher with key size 20 available',
    'No AES cipher with key size 20 available',
  ],
  [
    'a hash that is none',
    [hashSpec('SHA256')],
    'Hash algorithm SHA256 not supported',
    "Hash algorithm 'SHA256' not supported",
  ],
  ['another hash', [hashSpec('sha512')], wrong, wrong],
  [
    'the payload within the header',
    [[104, '00000007']],
    'Keyslot 0 is overlapping with the encrypted payload',
    'LUKS payload is overlapping with the header',
  ],
  [
    'a key slot after the payload',
    [slot(1, 40, '0fffffff')],
    'Keyslot 1 is overlapping with the encrypted payload',
    'Keyslot 1 is overlapping with the encrypted payload',
  ],
  ['a slot whose end wraps to the front', [slot(1, 40, 'ffffffff')], 'opened', 'opened'],
  [
    'two slots in one place',
    [slot(1, 40, '00000008')],
    'Keyslots 0 and 1 are overlapping in the header',
    'Keyslots 0 and 1 are overlapping in the header',
  ],
  [
    'a slot that is neither',
    [slot(2, 0, '00000001')],
    'Keyslot 2 state (active/disable) is corrupted',
    'Keyslot 2 state (active/disable) is corrupted',
  ],
  [
    'no stripes',
    [slot(3, 44, '00000000')],
    'Keyslot 3 is corrupted (stripes == 0)',
    'Keyslot 3 is corrupted (stripes 0 != 4000)',
  ],
  [
    'other stripes where no key is',
    [slot(3, 44, '00000001')],
    'opened',
    'Keyslot 3 is corrupted (stripes 1 != 4000)',
  ],
  [
    'stripes beyond a signed number',
    [slot(7, 44, 'ffffffff')],
    'Keyslot 7 is overlapping with the encrypted payload',
    'Keyslot 7 is corrupted (stripes -1 != 4000)',
  ],
  [
    'a slot within the header',
    [slot(0, 40, '00000000')],
    wrong,
    'Keyslot 0 is overlapping with the LUKS header',
  ],
  ['key material out of reach', [slot(0, 40, 'ffffffff')], 'outside', 'outside'],
  [
    'a state that is none, before the place',
    [slot(0, 0, '00000001'), slot(0, 40, '7fffffff')],
    'Keyslot 0 state (active/disable) is corrupted',
    'Keyslot 0 state (active/disable) is corrupted',
  ],
  [
    'no iterations, before the place',
    [slot(0, 4, '00000000'), slot(0, 40, '7fffffff')],
    'Keyslot 0 is overlapping with the encrypted payload',
    'Keyslot 0 iteration count is zero',
  ],
  ['the digest', [[112, '00']], wrong, wrong],
])('damage is refused: %s', (_, edits, old, later) => {
  test('5.2', () => expect(opened('s3cret', edits, '5.2')).toBe(old));
  test.each(['7.2', '10.0', '11.1'] as const)('%s', version => {
    expect(opened('s3cret', edits, version)).toBe(later);
  });
});

test('a name without an end is refused; before 7.2 it runs into the fields behind it', () => {
  const endless = (at: number): Edit => [at, '41'.repeat(32)];
  const letters = 'A'.repeat(32);
  expect(opened('s3cret', [endless(8)])).toBe('LUKS header cipher name is not NUL terminated');
  expect(opened('s3cret', [endless(40)])).toBe('LUKS header cipher mode is not NUL terminated');
  expect(opened('s3cret', [endless(72)])).toBe('LUKS header hash spec is not NUL terminated');
  expect(opened('s3cret', [endless(8)], '5.2')).toBe(
    `Algorithm ${letters}xts-plain64 with key size 32 bytes not supported`,
  );
  expect(opened('s3cret', [endless(40)], '5.2')).toBe(
    `Unexpected cipher mode string format ${letters}sha256`,
  );
  // The number behind the name has its least byte first in memory: 0x01020304 sectors, then a key of 0x40 bytes.
  expect(opened('s3cret', [endless(72), [104, '01020304']], '5.2')).toBe(
    `Hash algorithm ${letters}\x04\x03\x02\x01@ not supported`,
  );
});

test('SM3 is known since 10.0', () => {
  const says = (version: RecordedName): string => opened('s3cret', [hashSpec('sm3')], version);
  expect(says('7.2')).toBe("Hash algorithm 'sm3' not supported");
  expect(says('10.0')).toBe(wrong);
});

test('a header that makes qemu abort is told as such, as soon as a key slot is tried', () => {
  const none = slot(0, 4, '00000000');
  expect(opened('s3cret', [none])).toBe('Keyslot 0 iteration count is zero');
  expect(opened('s3cret', [none], '5.2')).toBe('qemu-img aborts here: a LUKS key slot without iterations');
  const noneInHeader: Edit = [164, '00000000'];
  expect(opened('s3cret', [noneInHeader])).toBe('LUKS key iteration count is zero');
  expect(opened('s3cret', [noneInHeader], '5.2')).toBe(
    'qemu-img aborts here: a LUKS header without iterations',
  );
  expect(opened('s3cret', [noneInHeader, slot(0, 0, '0000dead')], '5.2')).toBe(wrong);
  const cut = 'qemu-img aborts here: the key material of a LUKS key slot ends within a sector';
  expect(opened('s3cret', [noneInHeader, slot(0, 44, '00000001')], '5.2')).toBe(cut);
});

test('before 7.2 the stripes of a key slot may be any number', () => {
  expect(opened('s3cret', [slot(0, 44, '00000008')], '5.2')).toBe(wrong);
  // The end of the key material wraps: 64 * 0x4000008 is 2^32 + 512.
  expect(opened('s3cret', [slot(0, 44, '04000008')], '5.2')).toBe(
    'qemu-img aborts here: it reads behind the key material of a LUKS key slot',
  );
});

test('a cipher that qemu has not in this mode is refused when a key slot is tried', () => {
  const cast5 = [cipherName('cast5'), keyBytes(32)];
  expect(opened('s3cret', cast5)).toBe('Unsupported cipher mode xts');
  expect(opened('s3cret', [...cast5, slot(0, 0, '0000dead')])).toBe(wrong);
  const sm4 = [cipherName('sm4'), keyBytes(16), cipherMode('ctr-plain')];
  expect(opened('s3cret', sm4)).toBe('Unsupported cipher mode ctr');
  expect(opened('s3cret', sm4, '7.2')).toBe("Algorithm 'sm4' with key size 16 bytes not supported");
});

test('two keys of different lengths are refused before the mode', () => {
  for (const [name, bytes] of [
    ['aes', 33],
    ['cast5', 33],
    ['twofish', 49],
  ] as const) {
    const text = 'XTS cipher key length should be a multiple of 2';
    expect(opened('s3cret', [cipherName(name), keyBytes(bytes)])).toBe(text);
  }
});

test('a key that does not fill its sectors makes qemu abort', () => {
  const edits = [cipherName('serpent'), keyBytes(24), cipherMode('cbc-plain')];
  expect(opened('s3cret', edits)).toBe(
    'qemu-img aborts here: the key material of a LUKS key slot ends within a sector',
  );
});

/** Messages of qemu-img 5.2, 7.2, 10.0 and 11.1. */
test.each([
  ['serpent', 'No Serpent cipher with key size 20 available'],
  ['twofish', 'No Twofish cipher with key size 20 available'],
  ['cast5', 'Cipher cast5-128 not supported with essiv'],
  ['sm4', 'Cipher sm4 not supported with essiv'],
])('ESSIV by a hash as long as no key of %s', (name, text) => {
  expect(opened('s3cret', [cipherName(name), keyBytes(16), cipherMode('cbc-essiv:sha1')])).toBe(text);
});
