import { latin1Of } from '../../../../basics/bytes.ts';
import { type Certificate, extensionNames } from './certificate.ts';
import { sequenceIn, unusual } from './der.ts';

/**
 * Who signed a certificate, by its name and the id of its key.
 *
 * @returns undefined if it isn't among `candidates`
 * @throws Unsupported if there are several: GnuTLS has rules for that
 */
export function issuerOf(
  certificate: Certificate,
  candidates: readonly Certificate[],
): Certificate | undefined {
  const wanted = keyIdOfIssuer(certificate);
  const found = new Map<string, Certificate>();
  for (const each of candidates) {
    if (!isSame(each.subject.whole, certificate.issuer.whole)) continue;
    const id = keyId(each);
    if (id === undefined || wanted === undefined || isSame(id, wanted)) found.set(latin1Of(each.der), each);
  }
  if (found.size > 1) throw unusual('several issuers of one name');
  return [...found.values()][0];
}

/** Whether a certificate names itself as its issuer. */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return isSame(subject.whole, issuer.whole);
}

/** Whether a certificate is one of `others`. */
export function isAmong({ der }: Certificate, others: readonly Certificate[]): boolean {
  return others.some(other => isSame(other.der, der));
}

function keyId({ extensions }: Certificate): Uint8Array | undefined {
  const value = extensions.get(extensionNames.keyId)?.value;
  // A string of fewer than 128 bytes behind its tag and its length.
  return value?.subarray(2);
}

function keyIdOfIssuer({ extensions }: Certificate): Uint8Array | undefined {
  const value = extensions.get(extensionNames.authorityKeyId)?.value;
  return value === undefined ? undefined : sequenceIn(value).find(({ tag }) => tag === 0x80)?.content;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return latin1Of(one) === latin1Of(other);
}
