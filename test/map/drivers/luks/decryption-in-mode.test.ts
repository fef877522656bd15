import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { decryptionInMode } from '../../../../src/map/drivers/luks/decryption-in-mode.ts';
import { nodeCryptography } from '../../../../src/map/host/nodejs/node-cryptography.ts';

const aes = { withKey: nodeCryptography.aes, block: 16 };
const key = Buffer.from(Array.from({ length: 32 }, (_, at) => 3 * at));
/** In mode CTR the first carries through all bytes. In mode XTS each doubles with and without a carry. */
const ivs = [Buffer.alloc(16, 0xff), Buffer.from('0001fffffffffffffffffffffffffffe', 'hex')];
const plain = Buffer.from(Array.from({ length: 512 }, (_, at) => at % 251));

test.each(['cbc', 'ctr', 'xts'] as const)(
  'OpenSSL encrypts two pieces in mode %s, which are decrypted',
  mode => {
    const encrypted = ivs.map(iv => {
      const cipher = createCipheriv(`aes-${mode === 'xts' ? 128 : 256}-${mode}`, key, iv);
      return cipher.setAutoPadding(false).update(plain);
    });
    // The bytes don't begin at a whole word, as in a part of a file.
    const bytes = Buffer.concat([Buffer.alloc(1), ...encrypted]).subarray(1);
    const decrypted = decryptionInMode(mode, aes, key)(Buffer.concat(ivs), bytes);
    expect(Buffer.from(decrypted).equals(Buffer.concat([plain, plain]))).toBe(true);
  },
);
