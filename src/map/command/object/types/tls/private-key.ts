import type { ByteString } from '../../../../basics/byte-string.ts';
import type { PrivateKey, X509 } from '../../../../host/x509.ts';
import type { Certificate } from './certificate.ts';
import { unusual } from './der.ts';
import { GnutlsError, gnutlsWords } from './gnutls-error.ts';

/**
 * Reads a private key in PEM.
 *
 * @param password that it is encrypted by, if it is
 * @param x509 of the host
 * @throws GnutlsError if there is no key in the text, or it can't be decrypted
 * @throws Unsupported if it can't be read for another reason
 */
export function readPrivateKey(text: ByteString, password: Uint8Array | undefined, x509: X509): PrivateKey {
  const start = /-----BEGIN (?:(?:RSA|EC|ENCRYPTED) )?PRIVATE KEY-----/.exec(text);
  if (start === null) {
    if (text.includes('PRIVATE KEY')) throw unusual('a private key of another kind');
    throw new GnutlsError(password === undefined ? gnutlsWords.noData : gnutlsWords.noHeader);
  }
  const block = /^[\s\S]*?-----END [^\n]*/.exec(text.slice(start.index));
  if (block === null) {
    throw new GnutlsError(password === undefined ? gnutlsWords.badBase64 : gnutlsWords.noHeader);
  }
  const key = x509.readKey(block[0], password);
  if (key === 'locked') throw new GnutlsError(gnutlsWords.notDecrypted);
  if (key === 'unreadable') throw unusual('a private key that is damaged or of another kind');
  return key;
}

/** Whether a private key is that of a certificate. */
export function isKeyOf(key: PrivateKey, { der }: Certificate): boolean {
  const fits = key.fits(der);
  if (fits === undefined) throw unusual('a certificate for a key of another kind');
  return fits;
}
