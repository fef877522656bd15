import { bytesOf } from '../../../basics/bytes.ts';
import { Refusal, Unsupported } from '../../../basics/error.ts';
import { secretData } from '../../../node/named-objects.ts';
import type { Values } from '../../../options/schema/read.ts';
import { choice, int32, onOff, optional, required, text } from '../../../options/schema/schema.ts';
import type { SchemaProperties } from '../foreign-types.ts';
import type { MadeType, Properties, Surroundings } from '../made-type.ts';
import { textOf } from '../text-of.ts';
import { decodeStrictBase64 } from './base64.ts';
import { decryptSecret } from './decrypt-secret.ts';

/** The switch that loads what an object is made of at once. */
export const loaded: SchemaProperties = {
  loaded: optional(onOff, profile => profile.secretLoaded !== 'gone'),
};
const encoding: SchemaProperties = {
  ...loaded,
  format: optional(choice('raw', 'base64')),
  keyid: optional(text),
  iv: optional(text),
};
export const commonSecretProperties: Properties = {
  format: 'QCryptoSecretFormat',
  iv: 'string',
  keyid: 'string',
  loaded: 'bool',
};

/** A secret in the command line or in a file. */
export const secret: MadeType = {
  schema: { ...encoding, data: optional(text), file: optional(text) },
  properties: { ...commonSecretProperties, data: 'string', file: 'string' },
  complete(values, surroundings) {
    const [data, file] = [textOf(values, 'data'), textOf(values, 'file')];
    if (data !== undefined && file !== undefined) {
      throw new Refusal("'file' and 'data' are mutually exclusive");
    }
    if (data === undefined && file === undefined) {
      throw new Refusal("Either 'file' or 'data' must be provided");
    }
    const stored =
      data === undefined ? surroundings.host.readWholeFile(file!, 'the file of a secret') : bytesOf(data);
    return { kind: 'secret', data: decoded(stored, values, surroundings) };
  },
};

/** A secret in the keyring of the kernel, which isn't asked. */
export const secretKeyring: MadeType = {
  schema: { ...encoding, serial: required(int32) },
  properties: { ...commonSecretProperties, serial: 'int32_t' },
  complete(values) {
    const serial = values.get('serial');
    if (serial === undefined) throw new Refusal("'serial' parameter must be provided");
    throw new Unsupported('the object secret_keyring');
  },
  check(key, value) {
    if (key === 'serial' && value === 0n) throw new Refusal("'serial' should not be equal to 0");
  },
};

/** What a secret is, as it is stored, once it is decoded and decrypted (qcrypto_secret_complete, 5.2 to 11.1). */
function decoded(stored: Uint8Array, values: Values, { id, objects, host }: Surroundings): Uint8Array {
  const data = (): Uint8Array =>
    textOf(values, 'format') === 'base64' ? decodeStrictBase64(stored) : stored;
  const keyid = textOf(values, 'keyid');
  if (keyid === undefined) return data();
  if (keyid === id) throw new Refusal(`Secret with id '${id}' has no data`);
  return decryptSecret(
    { key: secretData(keyid, objects), iv: textOf(values, 'iv'), data },
    host.cryptography,
  );
}
