import { decodeBase64 } from '../../../basics/base64.ts';
import { type Bytes, latin1Of } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';

/**
 * Decodes Base64 in which only line ends stand between the digits (qbase64_decode, 5.2 to 11.1).
 *
 * @throws Refusal for any other character
 */
export function decodeStrictBase64(text: Uint8Array): Bytes {
  if (text.includes(0)) throw new Refusal('Base64 data contains embedded NUL characters');
  if (/[^A-Za-z0-9+/=\n]/.test(latin1Of(text))) {
    throw new Refusal('Base64 data contains invalid characters');
  }
  return decodeBase64(text);
}
