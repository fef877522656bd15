import type { BlockCipher } from '../../../host/cryptography.ts';
import { changed } from './changed.ts';
import { cipherExports, type Exports } from './exports.ts';

/** What the module has of a cipher. */
export interface CipherFunctions {
  /** Makes the schedule, which the others read, for the key of so many bytes at `keyAt`. */
  readonly schedule: (length: number) => void;
  readonly encrypt: (start: number, end: number) => void;
  readonly decrypt: (start: number, end: number) => void;
}

/** The cipher with these functions, for a key. The module keeps one schedule, so each call has that of its key put there. */
export function compiledCipher(
  functionsOf: (exports: Exports) => CipherFunctions,
  key: Uint8Array,
): BlockCipher {
  const exports = cipherExports();
  const { schedule, encrypt, decrypt } = functionsOf(exports);
  const bytesThere = (): Uint8Array => new Uint8Array(exports.memory.buffer);
  const [first, length] = [exports.scheduleAt.value, exports.scheduleBytes.value];
  bytesThere().set(key, exports.keyAt.value);
  schedule(key.length);
  const made = bytesThere().slice(first, first + length);
  const withSchedule = (change: typeof encrypt) => (blocks: Uint8Array) => {
    bytesThere().set(made, first);
    return changed(blocks, change);
  };
  return { encrypt: withSchedule(encrypt), decrypt: withSchedule(decrypt) };
}
