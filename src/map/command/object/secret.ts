import type { ByteString } from '../../basics/byte-string.ts';
import { bytesOf } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { Host } from '../../host/host.ts';
import { type NamedObjects, secretData } from '../../node/named-objects.ts';
import type { Profile } from '../../profile/profile.ts';
import { decodeStrictBase64 } from './base64.ts';
import { decryptSecret } from './decrypt-secret.ts';

/** The properties of a secret object that are supported. */
export interface SecretProperties {
  /** The data itself. */
  readonly data?: ByteString;
  /** The file that holds the data. */
  readonly file?: ByteString;
  /** How the data is encoded; absent: raw. */
  readonly format?: 'raw' | 'base64';
  /** The id of the secret that encrypts this one. */
  readonly keyid?: ByteString;
  /** The initial vector of that encryption, in Base64. */
  readonly iv?: ByteString;
}

/** The values of the property `format`. */
export const secretFormats: readonly string[] = ['raw', 'base64'] satisfies SecretProperties['format'][];

/**
 * Sets the switch `loaded` of a secret. On, it loads the secret at once: qemu sets it before the properties that say
 * what to load, in the order of its hash table, so that this always fails.
 *
 * @throws Refusal
 */
export function setLoaded(on: boolean, { secretLoaded }: Profile): void {
  if (secretLoaded === 'read-only') throw new Refusal("Property 'secret.loaded' is not writable");
  if (on) throw nothingToLoad();
}

function nothingToLoad(): Refusal {
  return new Refusal("Either 'file' or 'data' must be provided");
}

/** What a secret is made with. */
export interface SecretSurroundings {
  /** Its own id. */
  readonly id: ByteString;
  /** The objects made before it. */
  readonly objects: NamedObjects;
  /** What has the file of the secret. */
  readonly host: Host;
}

/**
 * Loads the data of a secret as qemu does when the object is complete (qcrypto_secret_complete, 5.2 to 11.1).
 *
 * @throws Refusal for a mistake
 * @throws Confined for a file outside of the allowed folders
 */
export function loadSecret(
  properties: SecretProperties,
  { id, objects, host }: SecretSurroundings,
): Uint8Array {
  const { data, file, format = 'raw', keyid, iv } = properties;
  if (data !== undefined && file !== undefined) {
    throw new Refusal("'file' and 'data' are mutually exclusive");
  }
  if (data === undefined && file === undefined) throw nothingToLoad();
  const referrer = 'the file of a secret';
  const stored = data === undefined ? host.readWholeFile(file!, referrer) : bytesOf(data);
  const decoded = (): Uint8Array => (format === 'base64' ? decodeStrictBase64(stored) : stored);
  if (keyid === undefined) return decoded();
  if (keyid === id) throw new Refusal(`Secret with id '${id}' has no data`);
  return decryptSecret({ key: secretData(keyid, objects), iv, data: decoded }, host.cryptography);
}
