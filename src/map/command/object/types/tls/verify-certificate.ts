import type { X509 } from '../../../../host/x509.ts';
import { type Certificate, type Extension, extensionNames } from './certificate.ts';
import { limitsPath, maySign } from './check-certificate.ts';
import { unusual } from './der.ts';
import { isAmong, isSelfIssued, issuerOf } from './issuer.ts';

/** How certificates are signed, by object identifier: in ways that GnuTLS trusts, and that it doesn't any more. */
const signatures: ReadonlyMap<string, 'secure' | 'insecure'> = new Map([
  ['1.2.840.113549.1.1.4', 'insecure'],
  ['1.2.840.113549.1.1.5', 'insecure'],
  ['1.2.840.113549.1.1.11', 'secure'],
  ['1.2.840.113549.1.1.12', 'secure'],
  ['1.2.840.113549.1.1.13', 'secure'],
  ['1.2.840.10045.4.1', 'insecure'],
  ['1.2.840.10045.4.3.2', 'secure'],
  ['1.2.840.10045.4.3.3', 'secure'],
  ['1.2.840.10045.4.3.4', 'secure'],
  ['1.3.101.112', 'secure'],
]);

const { basicConstraints, keyUsage, purposes, alternativeNames, nameConstraints } = extensionNames;
const understood: readonly string[] = [basicConstraints, keyUsage, purposes, alternativeNames];

/**
 * Verifies a certificate by those that are trusted, as GnuTLS does (gnutls_x509_crt_list_verify, 3.7.1 to 3.8.13).
 *
 * @param chain the certificate, and each time the one that signed the one before it
 * @param x509 of the host
 * @returns what is wrong, in the words of qemu; undefined: nothing
 * @throws Unsupported
 */
export function verificationProblem(
  chain: readonly Certificate[],
  trusted: readonly Certificate[],
  x509: X509,
): string | undefined {
  // Those that are trusted by themselves need nobody behind them, and those that signed themselves have nobody.
  const rest = chain.slice(1);
  const end = rest.findIndex(each => isSelfIssued(each) || isAmong(each, trusted));
  const path = chain.slice(0, end < 0 ? undefined : end + 1);
  if (path.length > 1 && [...rest, ...trusted].some(limitsPath)) throw unusual('a longest path');
  for (let at = path.length - 1; at >= 0; at--) {
    const next = path[at + 1];
    const problem = problemOf(path[at]!, next === undefined ? trusted : [next], x509);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOf(
  certificate: Certificate,
  issuers: readonly Certificate[],
  x509: X509,
): string | undefined {
  const strength = signatures.get(certificate.signature);
  if (strength === undefined) throw unusual(`a signature by ${certificate.signature}`);
  if (strength === 'insecure') return 'The certificate uses an insecure algorithm';
  const issuer = issuerOf(certificate, issuers);
  if (issuer === undefined) return "The certificate hasn't got a known issuer";
  for (const { extensions } of [certificate, issuer]) refuseUnknown(extensions);
  if (issuer.extensions.has(nameConstraints)) throw unusual('name constraints');
  const isSigned = x509.isSigned(certificate.der, issuer.der);
  if (isSigned === undefined) throw unusual('an issuer of an odd key');
  return isSigned && maySign(issuer) ? undefined : 'The certificate is not trusted';
}

/** @throws Unsupported of a critical extension that GnuTLS may know, or not */
function refuseUnknown(extensions: ReadonlyMap<string, Extension>): void {
  const unknown = [...extensions].find(([id, { critical }]) => critical && !understood.includes(id));
  if (unknown !== undefined) throw unusual(`the critical extension ${unknown[0]}`);
}
