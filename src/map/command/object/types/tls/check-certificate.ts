import type { ByteString } from '../../../../basics/byte-string.ts';
import { Refusal } from '../../../../basics/error.ts';
import type { Profile } from '../../../../profile/profile.ts';
import { type Certificate, type Extension, extensionNames } from './certificate.ts';
import { objectIdentifier, sequenceIn, tags, unusual } from './der.ts';

/** What a certificate is to do: sign others, or belong to one of the two sides. */
export type Role = 'CA' | 'client' | 'server';

const purposes = { client: '1.3.6.1.5.5.7.3.2', server: '1.3.6.1.5.5.7.3.1', any: '2.5.29.37.0' } as const;

/** Bits of the key usage (RFC 5280, 4.2.1.3). */
const usages = { digitalSignature: 0x80, keyEncipherment: 0x20, keyCertSign: 0x04 } as const;

/** What is checked. */
export interface Checked {
  readonly certificate: Certificate;
  /** The file that it is in. */
  readonly file: ByteString;
  readonly role: Role;
}

/**
 * Checks that a certificate does for its role (qcrypto_tls_creds_check_cert, 5.2 to 11.1): now, and by its extensions.
 *
 * @throws Refusal
 * @throws Unsupported
 */
export function checkCertificate(checked: Checked, { tlsKeyEncipherment }: Profile): void {
  checkTimes(checked);
  checkConstraints(checked);
  const { certificate, file, role } = checked;
  const usage = certificate.extensions.get(extensionNames.keyUsage);
  const requireUsage = (bit: number, what: string): void => {
    if (usage === undefined || !usage.critical || (usageBits(usage) & bit) !== 0) return;
    throw new Refusal(`Certificate ${file} usage does not permit ${what}`);
  };
  if (role === 'CA') {
    requireUsage(usages.keyCertSign, 'certificate signing');
    return;
  }
  requireUsage(usages.digitalSignature, 'digital signature');
  if (tlsKeyEncipherment) requireUsage(usages.keyEncipherment, 'key encipherment');
  checkPurpose(checked, role);
}

/** Whether a certificate may sign others: its key usage says so, or it has none. */
export function maySign({ extensions }: Certificate): boolean {
  const usage = extensions.get(extensionNames.keyUsage);
  return usage === undefined || (usageBits(usage) & usages.keyCertSign) !== 0;
}

/** Whether a certificate says how many others may stand between it and the last one. */
export function limitsPath({ extensions }: Certificate): boolean {
  const constraints = extensions.get(extensionNames.basicConstraints);
  return constraints !== undefined && sequenceIn(constraints.value).length > 1;
}

function checkTimes({ certificate: { from, to }, file, role }: Checked): void {
  const now = Date.now();
  if (to < now) throw new Refusal(`The ${role} certificate ${file} has expired`);
  if (from > now) throw new Refusal(`The ${role} certificate ${file} is not yet active`);
}

function checkConstraints({ certificate, file, role }: Checked): void {
  const constraints = certificate.extensions.get(extensionNames.basicConstraints);
  if (constraints === undefined) {
    if (role !== 'CA') return;
    throw new Refusal(`The certificate ${file} is missing basic constraints for a CA`);
  }
  const isCa = saysCa(constraints);
  if (role === 'CA' && !isCa) {
    throw new Refusal(`The certificate ${file} basic constraints do not show a CA`);
  }
  if (role !== 'CA' && isCa) {
    throw new Refusal(`The certificate ${file} basic constraints show a CA, but we need one for a ${role}`);
  }
}

function saysCa({ value }: Extension): boolean {
  const [first] = sequenceIn(value);
  return first?.tag === tags.boolean && first.content[0] === 0xff;
}

function usageBits({ value }: Extension): number {
  // Up to two bytes behind the number of unused bits; the ninth bit means nothing here.
  const [tag, length, , bits = 0] = value;
  if (tag !== tags.bitString || length! + 2 !== value.length || value.length < 3)
    throw unusual('damaged DER');
  return bits;
}

function checkPurpose({ certificate, file }: Checked, role: 'client' | 'server'): void {
  const extension = certificate.extensions.get(extensionNames.purposes);
  if (extension === undefined || !extension.critical) return;
  const named = sequenceIn(extension.value).map(objectIdentifier);
  if (named.length === 0 || named.includes(purposes.any) || named.includes(purposes[role])) return;
  throw new Refusal(`Certificate ${file} purpose does not allow use with a TLS ${role}`);
}
