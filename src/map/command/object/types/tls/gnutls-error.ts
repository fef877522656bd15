import type { ByteString } from '../../../../basics/byte-string.ts';
import { Refusal } from '../../../../basics/error.ts';

/** Why GnuTLS doesn't take something, in its words. */
export class GnutlsError extends Error {}

/** The words of GnuTLS (3.7.1 to 3.8.13) that are told here. */
export const gnutlsWords = {
  badBase64: 'Base64 decoding error.',
  noHeader: 'Base64 unexpected header error.',
  badTag: 'ASN1 parser: Error in TAG.',
  noCertificate: 'No certificate was found.',
  notDecrypted: 'Decryption has failed.',
  noData: 'The requested data were not available.',
  notRead: 'Error while reading file.',
  otherKey: 'The certificate and the given key do not match.',
} as const;

/**
 * What `read` returns.
 *
 * @param refusal the words of qemu about an error of GnuTLS
 * @throws Refusal
 */
export function orRefusal<T>(refusal: (reason: ByteString) => ByteString, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof GnutlsError)) throw error;
    throw new Refusal(refusal(error.message));
  }
}
