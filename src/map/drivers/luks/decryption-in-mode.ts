import type { BlockCipher, CipherMode } from '../../host/cryptography.ts';
import { series, sum } from './ciphers/arithmetic.ts';

/** A cipher whose key is still to be given. */
export interface KeyedCipher {
  readonly withKey: (key: Uint8Array) => BlockCipher;
  /** Bytes. */
  readonly block: number;
}

/**
 * Decrypts pieces of equal length, each with an initial vector of its own.
 *
 * @param ivs one block for each piece; mode ECB passes over them
 * @param bytes the pieces, whole blocks each
 */
export type PieceDecryption = (ivs: Uint8Array, bytes: Uint8Array) => Uint8Array;

/**
 * The decryption in a mode. So that a cipher is asked once for all pieces, the bytes that a mode combines with its input or its output
 * are made for all of them first.
 *
 * @param key for mode XTS two keys
 */
export function decryptionInMode(
  mode: CipherMode,
  { withKey, block }: KeyedCipher,
  key: Uint8Array,
): PieceDecryption {
  const half = key.length / 2;
  const cipher = withKey(mode === 'xts' ? key.subarray(0, half) : key);
  switch (mode) {
    case 'ecb':
      return (_, bytes) => cipher.decrypt(bytes);
    case 'cbc':
      return (ivs, bytes) => sum(cipher.decrypt(bytes), chained(ivs, block, bytes));
    case 'ctr':
      return (ivs, bytes) =>
        sum(cipher.encrypt(series(ivs, block, pieceLength(ivs, block, bytes), 'counted up')), bytes);
    case 'xts': {
      const tweak = withKey(key.subarray(half));
      return (ivs, bytes) => {
        const tweaks = series(tweak.encrypt(ivs), block, pieceLength(ivs, block, bytes), 'doubled');
        return sum(cipher.decrypt(sum(bytes, tweaks)), tweaks);
      };
    }
  }
}

function pieceLength(ivs: Uint8Array, block: number, bytes: Uint8Array): number {
  return (bytes.length / ivs.length) * block;
}

/** What mode CBC adds: to each block the encrypted one before it, to the first of a piece its initial vector. */
function chained(ivs: Uint8Array, block: number, bytes: Uint8Array): Uint8Array {
  const length = pieceLength(ivs, block, bytes);
  const added = new Uint8Array(bytes.length);
  added.set(bytes.subarray(0, -block), block);
  for (let piece = 0; piece * length < bytes.length; piece++) {
    added.set(ivs.subarray(piece * block, (piece + 1) * block), piece * length);
  }
  return added;
}
