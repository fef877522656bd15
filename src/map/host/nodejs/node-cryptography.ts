import { once } from '../../basics/once.ts';
import type { Cryptography } from '../cryptography.ts';
import { nodeX509 } from './node-x509.ts';

/** node:crypto, loaded when it is first needed: an import takes 2 ms of each start. */
const crypto: () => typeof import('node:crypto') = once(() => process.getBuiltinModule('node:crypto'));

/** The cryptography of Node. */
export const nodeCryptography: Cryptography = {
  digest: (hash, bytes) => crypto().hash(hash, bytes, 'binary'),
  pbkdf2: (hash, password, salt, iterations, length) =>
    crypto().pbkdf2Sync(password, salt, iterations, length, hash),
  aes(key) {
    const name = `aes-${key.length * 8}-ecb`;
    // Without padding nothing is held back for the end, so one object changes all blocks. Making one takes as long as 16 KiB do.
    const encryption = once(() => crypto().createCipheriv(name, key, null).setAutoPadding(false));
    const decryption = once(() => crypto().createDecipheriv(name, key, null).setAutoPadding(false));
    return {
      encrypt: blocks => encryption().update(blocks),
      decrypt: blocks => decryption().update(blocks),
    };
  },
  x509: nodeX509(crypto),
};
