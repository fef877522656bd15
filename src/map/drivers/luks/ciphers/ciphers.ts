import type { BlockCipher, CipherMode, Cryptography } from '../../../host/cryptography.ts';
import type { Profile } from '../../../profile/profile.ts';
import { type CipherFunctions, compiledCipher } from './compiled-cipher.ts';
import type { Exports } from './exports.ts';

/** A cipher that LUKS headers may name. */
export interface Cipher {
  /** Bytes. */
  readonly keyLengths: readonly number[];
  /** Bytes. */
  readonly block: 8 | 16;
  readonly modes: readonly CipherMode[];
  /** What a message calls it where no key has the length of a hash. */
  readonly title: { readonly family: string } | { readonly only: string };
  /** @param key of one of `keyLengths` */
  readonly withKey: (key: Uint8Array, cryptography: Cryptography) => BlockCipher;
}

const allModes: readonly CipherMode[] = ['cbc', 'ctr', 'ecb', 'xts'];
const common = { keyLengths: [16, 24, 32], block: 16, modes: allModes } as const;

export const aesCipher: Cipher = { ...common, title: { family: 'AES' }, withKey: (key, { aes }) => aes(key) };

function compiled(functionsOf: (exports: Exports) => CipherFunctions): Cipher['withKey'] {
  return key => compiledCipher(functionsOf, key);
}

const ciphers: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ['aes', aesCipher],
  [
    'serpent',
    {
      ...common,
      title: { family: 'Serpent' },
      withKey: compiled(of => ({
        schedule: of.serpentKey,
        encrypt: of.encryptSerpent,
        decrypt: of.decryptSerpent,
      })),
    },
  ],
  [
    'twofish',
    {
      ...common,
      title: { family: 'Twofish' },
      withKey: compiled(of => ({
        schedule: of.twofishKey,
        encrypt: of.encryptTwofish,
        decrypt: of.decryptTwofish,
      })),
    },
  ],
  [
    'cast5',
    {
      keyLengths: [16],
      block: 8,
      // XTS is for blocks of 16 bytes.
      modes: ['cbc', 'ctr', 'ecb'],
      title: { only: 'cast5-128' },
      withKey: compiled(of => ({
        schedule: of.cast5Key,
        encrypt: of.encryptCast5,
        decrypt: of.decryptCast5,
      })),
    },
  ],
]);

/** Debian's builds have SM4 in no mode but this. */
const sm4Cipher: Cipher = {
  keyLengths: [16],
  block: 16,
  modes: ['ecb'],
  title: { only: 'sm4' },
  withKey: compiled(of => ({ schedule: of.sm4Key, encrypt: of.encryptSm4, decrypt: of.decryptSm4 })),
};

/** The cipher of this name, if qemu knows it. */
export function cipherNamed(name: string, { luksSm4 }: Profile): Cipher | undefined {
  return name === 'sm4' && luksSm4 ? sm4Cipher : ciphers.get(name);
}
