import type { ByteString } from '../basics/byte-string.ts';
import type { MapError } from '../basics/error.ts';

/** Why a command line ends without a map. */
export type EarlyEnd =
  /** `--help`. */
  | { readonly kind: 'help' }
  /** `--object help` or the like: `text` goes to stdout. */
  | { readonly kind: 'object-help'; readonly text: ByteString }
  | { readonly kind: 'misuse' }
  /** qemu-img has no words for it, such as a file outside of the allowed folders. */
  | { readonly kind: 'own-error'; readonly error: MapError }
  /** Only qemu-img can do what the command line asks for; `reason` is for people. */
  | { readonly kind: 'unsupported'; readonly reason: string };
