import { Refusal, Unsupported } from '../../basics/error.ts';
import type { CipherMode, HashName } from '../../host/cryptography.ts';
import type { Profile } from '../../profile/profile.ts';
import { digestLengths } from './anti-forensic.ts';
import type { IvSource, SectorCipher } from './cipher.ts';
import type { LuksHeader } from './header.ts';

/** The algorithms that a LUKS header names. */
export interface Algorithms {
  readonly cipher: SectorCipher;
  readonly hash: HashName;
}

const hashes: readonly HashName[] = ['md5', 'ripemd160', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const modes: readonly string[] = ['cbc', 'ctr', 'ecb', 'xts'] satisfies CipherMode[];
const ivSources: readonly string[] = ['plain', 'plain64', 'essiv'] satisfies IvSource['kind'][];

/** The key lengths of each cipher, in bytes. */
const keyLengths: ReadonlyMap<string, readonly number[]> = new Map([
  ['aes', [16, 24, 32]],
  ['cast5', [16]],
  ['serpent', [16, 24, 32]],
  ['twofish', [16, 24, 32]],
]);
const smKeyLengths = [16];

/**
 * Reads the names in a LUKS header, in qemu's order (qcrypto_block_luks_open, 5.2 to 11.1).
 *
 * @throws Refusal if qemu doesn't know a name, or not in this combination
 * @throws Unsupported if the cipher is not AES
 */
export function algorithmsOf(header: LuksHeader, profile: Profile): Algorithms {
  const quote = profile.luksQuotes ? "'" : '';
  const known = (what: string, name: string, names: readonly string[]): string => {
    if (!names.includes(name)) throw new Refusal(`${what} ${quote}${name}${quote} not supported`);
    return name;
  };
  const knownHash = (name: string): HashName =>
    known('Hash algorithm', name, profile.luksSm3 ? [...hashes, 'sm3'] : hashes) as HashName;

  const spec = upToNul(header.cipherMode);
  const dash = spec.indexOf('-');
  if (dash < 0) throw new Refusal(`Unexpected cipher mode string format ${quote}${spec}${quote}`);
  const [, ivName = '', , ivHashName] = /^([^:]*)(:(.*))?$/s.exec(spec.slice(dash + 1))!;
  const ivHash = ivHashName === undefined ? undefined : knownHash(ivHashName);
  const mode = known('Cipher mode', spec.slice(0, dash), modes) as CipherMode;
  const cipher = upToNul(header.cipherName);
  const keyLength = checkKeyLength(cipher, header.keyLength, mode, profile);
  const hash = knownHash(upToNul(header.hash));
  const kind = known('IV generator', ivName, ivSources) as IvSource['kind'];
  const iv = kind === 'essiv' ? { kind, hash: essivHash(cipher, ivHash) } : { kind };
  if (cipher !== 'aes') throw new Unsupported(`encryption by ${cipher}-${keyLength * 8}`);
  return { cipher: { mode, iv }, hash };
}

/** Checks the key length, and returns the bytes of one key. Mode XTS has two keys. */
function checkKeyLength(cipher: string, bytes: number, mode: CipherMode, profile: Profile): number {
  const length = mode === 'xts' ? Math.floor(bytes / 2) : bytes;
  const lengths = cipher === 'sm4' && profile.luksSm4 ? smKeyLengths : keyLengths.get(cipher);
  if (lengths?.includes(length)) return length;
  const name = profile.luksQuotes ? `'${cipher}'` : cipher;
  throw new Refusal(`Algorithm ${name} with key size ${mode === 'xts' ? length : bytes} bytes not supported`);
}

function essivHash(cipher: string, hash: HashName | undefined): HashName {
  if (hash === undefined) throw new Refusal('Missing IV generator hash specification');
  const length = digestLengths[hash];
  if (cipher === 'aes' && !keyLengths.get('aes')!.includes(length)) {
    throw new Refusal(`No AES cipher with key size ${length} available`);
  }
  return hash;
}

function upToNul(field: string): string {
  return field.slice(0, field.indexOf('\0'));
}
