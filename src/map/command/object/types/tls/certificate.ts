import type { ByteString } from '../../../../basics/byte-string.ts';
import { latin1Of } from '../../../../basics/bytes.ts';
import type { X509 } from '../../../../host/x509.ts';
import {
  contentOf,
  type Der,
  elementsOf,
  objectIdentifier,
  partsOf,
  readSequence,
  tags,
  unusual,
} from './der.ts';
import { pemBlocks } from './pem.ts';
import { timeOfDer } from './time-of-der.ts';

/** What a certificate says (RFC 5280). */
export interface Certificate {
  readonly der: Uint8Array;
  /** The names of whom it is for and of who signed it, as they are stored. */
  readonly subject: Der;
  readonly issuer: Der;
  /** When it begins and ceases to hold, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The object identifier of how it is signed. */
  readonly signature: string;
  readonly extensions: ReadonlyMap<string, Extension>;
}

/** An extension of a certificate. */
export interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** The object identifiers of extensions. */
export const extensionNames = {
  keyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyId: '2.5.29.35',
  purposes: '2.5.29.37',
} as const;

/**
 * The certificates of a text, one after the other.
 *
 * @param x509 of the host
 * @throws GnutlsError at one that can't be read
 * @throws Unsupported
 */
export function* certificatesOf(text: ByteString, x509: () => X509): Generator<Certificate> {
  for (const der of pemBlocks(text, '(?:X509 )?CERTIFICATE')) {
    const certificate = readCertificate(der);
    if (!x509().isReadable(der)) throw unusual('damaged DER');
    yield certificate;
  }
}

function readCertificate(der: Uint8Array): Certificate {
  const [signed, algorithm, bits, surplus] = readSequence(der);
  contentOf(bits, tags.bitString);
  const fields = [...partsOf(signed)];
  const version = fields[0]?.tag === 0xa0 ? elementsOf(fields.shift()!.content) : [];
  const [serial, sameAlgorithm, issuer, validity, subject, key, ...others] = fields;
  contentOf(serial, tags.integer);
  partsOf(key);
  for (const name of [issuer, subject]) partsOf(name);
  const [from, to] = partsOf(validity);
  const extensions = others.length === 0 ? new Map() : extensionsOf(others);
  const isOfThree = version[0]?.content.length === 1 && version[0].content[0] === 2;
  if (surplus !== undefined || (extensions.size > 0 && !isOfThree)) throw unusual('damaged DER');
  if (latin1Of(algorithm!.whole) !== latin1Of(sameAlgorithm!.whole)) throw unusual('two algorithms');
  return {
    der,
    subject: subject!,
    issuer: issuer!,
    from: timeOfDer(from),
    to: timeOfDer(to),
    signature: objectIdentifier(partsOf(algorithm)[0]),
    extensions,
  };
}

function extensionsOf([first, second]: readonly Der[]): ReadonlyMap<string, Extension> {
  if (second !== undefined) throw unusual('more than extensions');
  const [list] = elementsOf(contentOf(first, 0xa3));
  const found = new Map<string, Extension>();
  for (const extension of partsOf(list)) {
    const [name, ...rest] = partsOf(extension);
    const critical = rest[0]?.tag === tags.boolean ? rest.shift()!.content[0] === 0xff : false;
    const id = objectIdentifier(name);
    if (found.has(id)) throw unusual('the same extension twice');
    found.set(id, { critical, value: contentOf(rest[0], tags.octetString) });
  }
  return found;
}
