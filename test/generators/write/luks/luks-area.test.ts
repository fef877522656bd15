import { expect, test } from 'vitest';
import { luksAreaOf, luksPasswords } from '../../../../generators/write/luks/luks-area.ts';
import { qcow2, written } from '../written.ts';

test('a password without a recorded header is an error that names the recorded ones', () => {
  const layer = qcow2('#', { encryption: { method: 'luks', password: 'guess' } });
  expect(() => luksAreaOf(layer)).toThrow(
    'a.qcow2: no LUKS header was recorded for the password guess, only for s3cret, second, essiv, naïve, serpent, twofish, cast5',
  );
});

test.each(luksPasswords)('the extension leads to the header for %s, within the file', password => {
  const file = written(qcow2('#0', { unit: 4096, encryption: { method: 'luks', password } }));
  expect(file.readUInt32BE(32)).toBe(2);
  expect(file.readUInt32BE(104)).toBe(0x0537be77);
  expect(file.readUInt32BE(108)).toBe(16);
  const [offset, length] = [Number(file.readBigUInt64BE(112)), Number(file.readBigUInt64BE(120))];
  expect(offset % 4096).toBe(0);
  expect(file.toString('latin1', offset, offset + 4)).toBe('LUKS');
  expect(offset + length).toBeLessThanOrEqual(file.length);
});

test('AES is a number in the header', () => {
  const file = written(qcow2('#', { encryption: { method: 'aes', password: 'x' } }));
  expect(file.readUInt32BE(32)).toBe(1);
  expect(file.readUInt32BE(104)).not.toBe(0x0537be77);
});
