import { decodeBase64 } from '../../basics/base64.ts';
import { type Bytes, latin1Of } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';

/**
 * Decodes Base64 that has no other characters.
 *
 * @throws Refusal for any other character, white space included
 */
export function decodeStrictBase64(text: Uint8Array): Bytes {
  const characters = latin1Of(text);
  if (!/^[A-Za-z0-9+/=]*$/.test(characters) || characters.includes('\n')) {
    throw new Refusal('Base64 data contains invalid characters');
  }
  return decodeBase64(text);
}
