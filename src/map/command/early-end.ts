import type { ByteString } from '../basics/byte-string.ts';
import type { Confined } from '../file/confined.ts';

/** Why a command line ends without a map. */
export type EarlyEnd =
  /** `--help`. */
  | { readonly kind: 'help' }
  /** `--object help` or the like: `text` goes to stdout. */
  | { readonly kind: 'object-help'; readonly text: ByteString }
  | { readonly kind: 'misuse' }
  /** A file of a secret lies outside of the allowed folders. */
  | { readonly kind: 'confined'; readonly error: Confined }
  /** Only qemu-img can do what the command line asks for; `reason` is for people. */
  | { readonly kind: 'unsupported'; readonly reason: string };
