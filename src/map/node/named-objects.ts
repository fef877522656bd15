import { type ByteString, isUtf8 } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';

/** An object of `--object` that options can name. */
export type NamedObject =
  | { readonly kind: 'secret'; readonly data: Uint8Array }
  | { readonly kind: 'tls-creds'; readonly endpoint: 'client' | 'server' }
  /** No option names it. `main-loop`: there can be one of them. */
  | { readonly kind: 'throttle-group' | 'main-loop' | 'other' };

/** Objects by their ids. */
export type NamedObjects = ReadonlyMap<ByteString, NamedObject>;

/**
 * The data of the secret `id`.
 *
 * @throws Refusal if there is no such secret
 */
export function secretData(id: ByteString, objects: NamedObjects): Uint8Array {
  const object = objects.get(id);
  if (object === undefined) throw new Refusal(`No secret with id '${id}'`);
  if (object.kind !== 'secret') throw new Refusal(`Object with id '${id}' is not a secret`);
  return object.data;
}

/**
 * The password in the secret `id`.
 *
 * @throws Refusal if there is no such secret, or if it is not valid UTF-8 or has a NUL
 */
export function passwordOf(id: ByteString, objects: NamedObjects): Uint8Array {
  const data = secretData(id, objects);
  if (!isUtf8(data) || data.includes(0)) throw new Refusal(`Data from secret ${id} is not valid UTF-8`);
  return data;
}
