import { decodeBase64 } from '../../../../basics/base64.ts';
import type { ByteString } from '../../../../basics/byte-string.ts';
import { bytesOf } from '../../../../basics/bytes.ts';
import { GnutlsError, gnutlsWords } from './gnutls-error.ts';

/**
 * The blocks of a text in PEM that have a label, decoded as GnuTLS does: a block begins with its label, which may go on, and
 * ends at the first dash, with an end of any label somewhere behind.
 *
 * @param label a regular expression
 * @param mistake why a block can't be decoded
 * @throws GnutlsError
 */
export function* pemBlocks(
  text: ByteString,
  label: string,
  mistake: string = gnutlsWords.noHeader,
): Generator<Uint8Array> {
  const begin = new RegExp(`-----BEGIN (?:${label})`, 'g');
  while (begin.exec(text) !== null) {
    const block = /^[\s\S]*?-----([^-]*)[\s\S]*?-----END /.exec(text.slice(begin.lastIndex));
    const digits = (block?.[1] ?? '').replace(/\s/g, '');
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(digits)) throw new GnutlsError(mistake);
    yield decodeBase64(bytesOf(digits.padEnd(Math.ceil(digits.length / 4) * 4, '=')));
  }
}
