import { isUtf8 } from 'node:buffer';
import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';

/** The data of secrets, by their ids. */
export type Secrets = ReadonlyMap<ByteString, Buffer>;

/**
 * The password in the secret `id`.
 *
 * @throws Refusal if there is no such secret, or if it is not valid UTF-8 or has a NUL
 */
export function passwordOf(id: ByteString, secrets: Secrets): Buffer {
  const data = secrets.get(id);
  if (data === undefined) throw new Refusal(`No secret with id '${id}'`);
  if (!isUtf8(data) || data.includes(0)) throw new Refusal(`Data from secret ${id} is not valid UTF-8`);
  return data;
}
