import type { ByteString } from '../../basics/byte-string.ts';
import { bytesOf } from '../../basics/bytes.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import type { Host } from '../../host/host.ts';
import { type NamedObjects, secretData } from '../../node/named-objects.ts';
import type { Profile } from '../../profile/profile.ts';
import { decodeStrictBase64 } from './base64.ts';

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

/**
 * Loads the data of a secret as qemu does when the object is complete (qcrypto_secret_complete, 5.2 to 11.1).
 *
 * @param objects the objects made before this one
 * @param host that has the file of the secret
 * @throws Refusal for a mistake
 * @throws Confined for a file outside of the allowed folders
 * @throws Unsupported for a secret that is encrypted by another one
 */
export function loadSecret(properties: SecretProperties, objects: NamedObjects, host: Host): Uint8Array {
  const { data, file, format = 'raw', keyid } = properties;
  if (data !== undefined && file !== undefined) {
    throw new Refusal("'file' and 'data' are mutually exclusive");
  }
  if (data === undefined && file === undefined) throw nothingToLoad();
  const referrer = 'the file of a secret';
  const stored = data === undefined ? host.readWholeFile(file!, referrer) : bytesOf(data);
  if (keyid !== undefined) {
    secretData(keyid, objects);
    throw new Unsupported('a secret with keyid');
  }
  return format === 'base64' ? decodeStrictBase64(stored) : stored;
}
