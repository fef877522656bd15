import type { ByteString } from '../../../basics/byte-string.ts';
import type { Bytes } from '../../../basics/bytes.ts';
import { type MapError, Refusal } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';
import type { Cryptography } from '../../../host/cryptography.ts';
import { type NamedObjects, passwordOf } from '../../../node/named-objects.ts';
import type { Context } from '../../../node/opening.ts';
import { reachOf } from '../../format/reach.ts';
import { aesDecryption, luksDecryption } from '../../luks/image-decryption.ts';
import type { SectorDecryption } from '../../luks/sector-decryption.ts';
import { unlock } from '../../luks/unlock.ts';
import type { Header } from '../header/header.ts';

/** The options of an image about its encryption (`encrypt.…`), and all objects that they may name. */
export interface EncryptionOptions {
  readonly format?: ByteString;
  /** The id of the secret with the password. */
  readonly keySecret?: ByteString;
  /** What is wrong with the options themselves. It is thrown for encrypted images only. */
  readonly mistake?: MapError;
  readonly objects: NamedObjects;
}

/** The place of the LUKS header in the file, from a header extension; bytes. The length includes the key material. */
export interface CryptoHeader {
  readonly offset: bigint;
  readonly length: bigint;
}

/** The values of `Header.cryptMethod`. */
export const cryptMethods = { none: 0, aes: 1, luks: 2 } as const;

const names: ReadonlyMap<number, string> = new Map([
  [cryptMethods.aes, 'aes'],
  [cryptMethods.luks, 'luks'],
]);

/**
 * Checks the options against the method in the header (qcow2_update_options, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function checkEncryptionOptions(
  { cryptMethod }: Pick<Header, 'cryptMethod'>,
  options: EncryptionOptions,
): void {
  const { format, mistake } = options;
  if (cryptMethod === cryptMethods.none) {
    if (format === undefined) return;
    throw new Refusal(`No encryption in image header, but options specified format '${format}'`);
  }
  const name = names.get(cryptMethod);
  if (name === undefined) throw new Refusal(`Unsupported encryption method ${cryptMethod | 0}`);
  if (format !== undefined && format !== name) {
    const text = `Header reported '${name}' encryption format but options specify '${format}'`;
    throw new Refusal(text);
  }
  if (mistake !== undefined) throw mistake;
}

/**
 * Opens the LUKS header of an image with its password.
 *
 * @throws Refusal, Unsupported
 */
export function openLuks(
  file: ImageFile,
  { offset, length }: CryptoHeader,
  options: EncryptionOptions,
  { profile, host }: Pick<Context, 'profile' | 'host'>,
): SectorDecryption {
  const password = passwordFor(options);
  const reach = reachOf(profile);
  const read = (at: number, bytes: number): Bytes => {
    if (BigInt(at + bytes) > length) throw new Refusal('Request for data outside of extension header');
    const unreadable = 'Could not read encryption header';
    reach(offset + BigInt(at), bytes, unreadable);
    return readOrRefuse(unreadable, () => file.read(Number(offset) + at, bytes));
  };
  const { cryptography } = host;
  return luksDecryption(unlock(read, password, { profile, cryptography }), cryptography);
}

/**
 * Opens an image with the old AES encryption. Any password opens it.
 *
 * @throws Refusal if there is no password
 */
export function openAes(options: EncryptionOptions, cryptography: Cryptography): SectorDecryption {
  return aesDecryption(passwordFor(options), cryptography);
}

function passwordFor({ keySecret, objects }: EncryptionOptions): Uint8Array {
  if (keySecret === undefined) throw new Refusal("Parameter 'encrypt.key-secret' is required for cipher");
  return passwordOf(keySecret, objects);
}
