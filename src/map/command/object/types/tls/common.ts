import type { ByteString } from '../../../../basics/byte-string.ts';
import { Refusal } from '../../../../basics/error.ts';
import type { NamedObject } from '../../../../node/named-objects.ts';
import type { Values } from '../../../../options/schema/read.ts';
import { choice, onOff, optional, text } from '../../../../options/schema/schema.ts';
import type { SchemaProperties } from '../../foreign-types.ts';
import type { Properties } from '../../made-type.ts';
import { textOf } from '../../text-of.ts';

/** The properties of all credentials of TLS. */
export const commonTlsSchema: SchemaProperties = {
  'verify-peer': optional(onOff),
  dir: optional(text),
  endpoint: optional(choice('client', 'server')),
  priority: optional(text),
};
export const commonTlsProperties: Properties = {
  dir: 'string',
  endpoint: 'QCryptoTLSCredsEndpoint',
  priority: 'string',
  'verify-peer': 'bool',
};

/** Credentials of TLS, as options can name them. */
export function credentialsOf(values: Values): NamedObject & { readonly kind: 'tls-creds' } {
  return { kind: 'tls-creds', endpoint: textOf(values, 'endpoint') === 'server' ? 'server' : 'client' };
}

/** The folder of the files, which must be given. */
export function requireDir(values: Values): ByteString {
  const dir = textOf(values, 'dir');
  if (dir === undefined) throw new Refusal("Missing 'dir' property value");
  return dir;
}
