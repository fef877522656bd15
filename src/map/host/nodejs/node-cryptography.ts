import type { Cryptography } from '../cryptography.ts';

/** node:crypto, loaded when it is first needed: an import takes 2 ms of each start. */
const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');

/** The cryptography of Node. */
export const nodeCryptography: Cryptography = {
  digest: (hash, bytes) => crypto().hash(hash, bytes, 'buffer'),
  pbkdf2: (hash, password, salt, iterations, length) =>
    crypto().pbkdf2Sync(password, salt, iterations, length, hash),
  decrypt(mode, key, iv, bytes) {
    const bits = (mode === 'xts' ? key.length / 2 : key.length) * 8;
    const vector = mode === 'ecb' ? null : iv;
    const decipher = crypto().createDecipheriv(`aes-${bits}-${mode}`, key, vector).setAutoPadding(false);
    // Without padding nothing is held back for the end.
    return decipher.update(bytes);
  },
  encryptBlock: (key, block) =>
    crypto()
      .createCipheriv(`aes-${key.length * 8}-ecb`, key, null)
      .update(block),
};
