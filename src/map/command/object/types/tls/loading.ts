import type { ByteString } from '../../../../basics/byte-string.ts';
import { Refusal } from '../../../../basics/error.ts';
import type { X509 } from '../../../../host/x509.ts';
import type { Surroundings } from '../../made-type.ts';
import type { Certificate } from './certificate.ts';
import { type CredentialFile, textOfFile } from './credential-files.ts';
import { readSequence, unusual } from './der.ts';
import { GnutlsError, gnutlsWords, orRefusal } from './gnutls-error.ts';
import { pemBlocks } from './pem.ts';
import { verificationProblem } from './verify-certificate.ts';

/** Credentials by certificates that are loaded. */
export interface Loading {
  /** The folder of their files. */
  readonly dir: ByteString;
  readonly side: 'client' | 'server';
  /** Certificates are checked, not only read. */
  readonly isChecked: boolean;
  /**
   * The password of the private key. Undefined: there is none.
   *
   * @throws Refusal if it can't be had
   */
  readonly password: () => Uint8Array | undefined;
  /** @throws Unsupported where the host has none */
  readonly x509: () => X509;
  readonly surroundings: Surroundings;
}

/** The text of a file of certificates. */
export function textOfCertificates(file: CredentialFile): ByteString {
  return textOfFile(file, `Cannot load CA cert list ${file.name}: `);
}

/** What is verified, with the names of the files. */
export interface Verified {
  /** A certificate of this side, and those that follow it in its file, if they count. */
  readonly chain: readonly Certificate[];
  readonly file: ByteString;
  readonly trusted: readonly Certificate[];
  readonly trustedFile: ByteString;
}

/** @throws Refusal of certificates that the trusted ones don't vouch for */
export function verify({ chain, file, trusted, trustedFile }: Verified, { x509 }: Loading): void {
  const problem = verificationProblem(chain, trusted, x509());
  if (problem === undefined) return;
  throw new Refusal(`Our own certificate ${file} failed validation against ${trustedFile}: ${problem}`);
}

/**
 * Reads the list of what was revoked.
 *
 * @throws Refusal of one that can't be read
 * @throws Unsupported of any other
 */
export function loadRevoked(file: CredentialFile | undefined): void {
  if (file === undefined) return;
  orRefusal(
    reason => `Cannot load CRL '${file.name}': ${reason}`,
    () => {
      if (typeof file.content !== 'string') throw new GnutlsError(gnutlsWords.notRead);
      const [der] = pemBlocks(file.content, 'X509 CRL', gnutlsWords.badBase64);
      if (der === undefined) throw new GnutlsError(gnutlsWords.badBase64);
      readSequence(der);
      throw unusual('a list of those that were revoked');
    },
  );
}
