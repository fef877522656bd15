import type { ByteString } from '../../../../basics/byte-string.ts';
import { Refusal } from '../../../../basics/error.ts';
import { type Certificate, certificatesOf } from './certificate.ts';
import { checkCertificate } from './check-certificate.ts';
import { type CredentialFile, findCredentials, openCredentials, textOfFile } from './credential-files.ts';
import { readParameters } from './dh-parameters.ts';
import { GnutlsError, gnutlsWords, orRefusal } from './gnutls-error.ts';
import { isSelfIssued, issuerOf } from './issuer.ts';
import { type Loading, loadRevoked, textOfCertificates, verify } from './loading.ts';
import { nameText } from './name-text.ts';
import { isKeyOf, readPrivateKey } from './private-key.ts';

/** What follows the names of the files of further certificates. */
const suffixes = ['-0', '-1', '-2', '-3'];

/** Certificates of this side: the one that it shows, then each time the one that signed the one before it. */
interface Identity {
  readonly chain: readonly Certificate[];
  readonly file: ByteString;
}

/**
 * Loads the trusted certificates, and those of this side with their private keys, of which a client may have none (11.1).
 *
 * @throws Refusal, Unsupported
 */
export function loadIdentities(loading: Loading): void {
  const { dir, side, surroundings, isChecked } = loading;
  const isServer = side === 'server';
  const authority = openCredentials(`${dir}/ca-cert.pem`, surroundings);
  const revoked = isServer ? findCredentials(`${dir}/ca-crl.pem`, surroundings) : undefined;
  const parameters = isServer ? findCredentials(`${dir}/dh-params.pem`, surroundings) : undefined;
  const trusted = readCertificates(authority, loading);
  const identities = readIdentities(loading);
  for (const identity of isChecked ? identities : []) {
    checkChain(identity, loading);
    const last = identity.chain.at(-1)!;
    for (const issuer of authoritiesOf(last, trusted)) {
      checkCertificate({ certificate: issuer, file: authority.name, role: 'CA' }, surroundings.profile);
    }
    verify({ ...identity, trusted, trustedFile: authority.name }, loading);
  }
  loadRevoked(revoked);
  readParameters(parameters, surroundings);
}

function readCertificates(file: CredentialFile, { x509 }: Loading): readonly Certificate[] {
  return orRefusal(
    reason => `Unable to import certificate ${file.name}: ${reason}`,
    () => {
      const certificates = [...certificatesOf(textOfCertificates(file), x509)];
      if (certificates.length === 0) throw new GnutlsError(gnutlsWords.noCertificate);
      return certificates;
    },
  );
}

/** The pairs of files: the one without a number, and those with numbers up to the first that isn't there. */
function readIdentities(loading: Loading): readonly Identity[] {
  const { dir, side } = loading;
  const named = (suffix: string): Identity | undefined =>
    readIdentity(`${dir}/${side}-cert${suffix}.pem`, `${dir}/${side}-key${suffix}.pem`, loading);
  const first = named('');
  const found = first === undefined ? [] : [first];
  for (const suffix of suffixes) {
    const identity = named(suffix);
    if (identity === undefined) break;
    found.push(identity);
  }
  if (side === 'server' && found.length === 0) {
    throw new Refusal(`Missing server cert '${dir}/server-cert.pem' & key '${dir}/server-key.pem'`);
  }
  return found;
}

function readIdentity(file: ByteString, keyFile: ByteString, loading: Loading): Identity | undefined {
  const { password, x509, surroundings } = loading;
  const own = findCredentials(file, surroundings);
  const key = findCredentials(keyFile, surroundings);
  if (own === undefined && key === undefined) return undefined;
  if (own === undefined) throw new Refusal(`Key '${keyFile}' without corresponding cert '${file}'`);
  if (key === undefined) throw new Refusal(`Cert '${file}' without corresponding key '${keyFile}'`);
  const chain = readCertificates(own, loading);
  const text = textOfFile(key, `Cannot load private key ${keyFile}: `);
  const secret = password();
  const privateKey = orRefusal(
    () => `Unable to import private key ${keyFile}`,
    () => readPrivateKey(text, secret, x509()),
  );
  if (!isKeyOf(privateKey, chain[0]!)) {
    throw new Refusal(`Cannot set certificate '${file}' & key '${keyFile}': ${gnutlsWords.otherKey}`);
  }
  return { chain, file };
}

/** Checks each certificate of a chain, and that it signed the one before it by name. */
function checkChain({ chain, file }: Identity, { side, surroundings }: Loading): void {
  for (const [at, certificate] of chain.entries()) {
    checkCertificate({ certificate, file, role: at === 0 ? side : 'CA' }, surroundings.profile);
  }
  for (const [at, certificate] of chain.slice(1).entries()) {
    const before = chain[at]!;
    if (issuerOf(before, [certificate]) !== undefined) continue;
    const [name, other] = [certificate, before].map(({ subject }) => nameText(subject));
    throw new Refusal(`Cert '${name}' does not match issuer of cert '${other}'`);
  }
}

/** Those who vouch for a certificate, from the one that signed it to one that signed itself. */
function* authoritiesOf(certificate: Certificate, trusted: readonly Certificate[]): Generator<Certificate> {
  let last = certificate;
  do {
    const issuer = isSelfIssued(last) ? last : issuerOf(last, trusted);
    if (issuer === undefined) throw new Refusal(`Cert '${nameText(last.subject)}' has no issuer in CA chain`);
    yield issuer;
    last = issuer;
  } while (!isSelfIssued(last));
}
