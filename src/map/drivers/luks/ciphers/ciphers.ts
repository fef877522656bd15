import type { BlockCipher, CipherMode, Cryptography } from '../../../host/cryptography.ts';
import type { Profile } from '../../../profile/profile.ts';
import { cast5 } from './cast5.ts';
import { serpent } from './serpent.ts';
import { sm4 } from './sm4.ts';
import { twofish } from './twofish.ts';

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

const ciphers: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ['aes', aesCipher],
  ['serpent', { ...common, title: { family: 'Serpent' }, withKey: serpent }],
  ['twofish', { ...common, title: { family: 'Twofish' }, withKey: twofish }],
  [
    'cast5',
    {
      keyLengths: [16],
      block: 8,
      // XTS is for blocks of 16 bytes.
      modes: ['cbc', 'ctr', 'ecb'],
      title: { only: 'cast5-128' },
      withKey: cast5,
    },
  ],
]);

/** Debian's builds have SM4 in no mode but this. */
const sm4Cipher: Cipher = {
  keyLengths: [16],
  block: 16,
  modes: ['ecb'],
  title: { only: 'sm4' },
  withKey: sm4,
};

/** The cipher of this name, if qemu knows it. */
export function cipherNamed(name: string, { luksSm4 }: Profile): Cipher | undefined {
  return name === 'sm4' && luksSm4 ? sm4Cipher : ciphers.get(name);
}
