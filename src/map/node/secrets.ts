import { isUtf8 } from 'node:buffer';
import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';

/** The data of secrets, by the ids that options name them with. */
export type Secrets = ReadonlyMap<ByteString, Buffer>;

/**
 * The password that the secret `id` holds.
 *
 * @throws Refusal where there is no such secret, or it holds no text: bytes that aren't UTF-8, or NUL
 */
export function passwordOf(id: ByteString, secrets: Secrets): Buffer {
  const data = secrets.get(id);
  if (data === undefined) throw new Refusal(`No secret with id '${id}'`);
  if (!isUtf8(data) || data.includes(0)) throw new Refusal(`Data from secret ${id} is not valid UTF-8`);
  return data;
}
