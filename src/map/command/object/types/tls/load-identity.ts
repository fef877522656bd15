import { type Certificate, certificatesOf } from './certificate.ts';
import { checkCertificate } from './check-certificate.ts';
import { type CredentialFile, findCredentials, openCredentials } from './credential-files.ts';
import { readParameters } from './dh-parameters.ts';
import { GnutlsError, gnutlsWords, orRefusal } from './gnutls-error.ts';
import { type Loading, loadRevoked, textOfCertificates, verify } from './loading.ts';
import { isKeyOf, readPrivateKey } from './private-key.ts';

/**
 * Loads the trusted certificates, and one of this side with its private key, which a client may lack (5.2 to 10.0).
 *
 * @throws Refusal, Unsupported
 */
export function loadIdentity(loading: Loading): void {
  const { dir, side, surroundings } = loading;
  const [open, find] = [openCredentials, findCredentials].map(
    way => (name: string) => way(`${dir}/${name}`, surroundings),
  ) as [(name: string) => CredentialFile, (name: string) => CredentialFile | undefined];
  const isServer = side === 'server';
  const own = isServer ? open : find;
  const authority = open('ca-cert.pem');
  const revoked = isServer ? find('ca-crl.pem') : undefined;
  const certificate = own(`${side}-cert.pem`);
  const key = own(`${side}-key.pem`);
  const parameters = isServer ? find('dh-params.pem') : undefined;
  if (loading.isChecked) check(authority, certificate, loading);
  orRefusal(
    reason => `Cannot load CA certificate '${authority.name}': ${reason}`,
    () => [...certificatesOf(wholeText(authority), loading.x509)],
  );
  if (certificate !== undefined && key !== undefined) loadPair(certificate, key, loading);
  loadRevoked(revoked);
  readParameters(parameters, surroundings);
}

/** Checks the certificates before they are loaded: of its own one, only the first in the file. */
function check(authority: CredentialFile, own: CredentialFile | undefined, loading: Loading): void {
  const { side, surroundings } = loading;
  const certificate = own && importFirst(own, loading);
  const trusted = orRefusal(
    () => `Unable to import CA certificate list ${authority.name}`,
    () => requireSome(authority, loading),
  );
  if (certificate !== undefined) {
    checkCertificate({ certificate, file: own!.name, role: side }, surroundings.profile);
  }
  for (const each of trusted) {
    checkCertificate({ certificate: each, file: authority.name, role: 'CA' }, surroundings.profile);
  }
  if (certificate === undefined) return;
  verify({ chain: [certificate], file: own!.name, trusted, trustedFile: authority.name }, loading);
}

function requireSome(file: CredentialFile, { x509 }: Loading): readonly Certificate[] {
  const certificates = [...certificatesOf(textOfCertificates(file), x509)];
  if (certificates.length === 0) throw new GnutlsError(gnutlsWords.noCertificate);
  return certificates;
}

function importFirst(file: CredentialFile, { side, x509 }: Loading): Certificate {
  return orRefusal(
    reason => `Unable to import ${side} certificate ${file.name}: ${reason}`,
    () => {
      const [first] = certificatesOf(textOfCertificates(file), x509);
      if (first === undefined) throw new GnutlsError(gnutlsWords.noHeader);
      return first;
    },
  );
}

function loadPair(certificates: CredentialFile, key: CredentialFile, { password, x509 }: Loading): void {
  const secret = password();
  orRefusal(
    reason => `Cannot load certificate '${certificates.name}' & key '${key.name}': ${reason}`,
    () => {
      const privateKey = readPrivateKey(wholeText(key), secret, x509());
      const [first] = [...certificatesOf(wholeText(certificates), x509)];
      if (first === undefined) throw new GnutlsError(gnutlsWords.badBase64);
      if (!isKeyOf(privateKey, first)) throw new GnutlsError(gnutlsWords.otherKey);
    },
  );
}

/** All bytes of a file, as GnuTLS reads it itself. */
function wholeText({ content }: CredentialFile): string {
  if (typeof content !== 'string') throw new GnutlsError(gnutlsWords.notRead);
  return content;
}
