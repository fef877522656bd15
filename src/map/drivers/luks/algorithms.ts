import { Refusal } from '../../basics/error.ts';
import type { CipherMode, HashName } from '../../host/cryptography.ts';
import type { Profile } from '../../profile/profile.ts';
import { digestLengths } from './anti-forensic.ts';
import { type Cipher, cipherNamed } from './ciphers/ciphers.ts';
import type { LuksHeader } from './header.ts';
import type { IvSource, SectorCipher } from './sector-decryption.ts';

/** The algorithms that a LUKS header names. */
export interface Algorithms {
  readonly cipher: SectorCipher;
  readonly hash: HashName;
}

const hashes: readonly HashName[] = ['md5', 'ripemd160', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const modes: readonly string[] = ['cbc', 'ctr', 'ecb', 'xts'] satisfies CipherMode[];
const ivSources: readonly string[] = ['plain', 'plain64', 'essiv'] satisfies IvSource['kind'][];

/**
 * Reads the names in a LUKS header, in qemu's order (qcrypto_block_luks_open, 5.2 to 11.1).
 *
 * @throws Refusal if qemu doesn't know a name, or not in this combination
 */
export function algorithmsOf(header: LuksHeader, profile: Profile): Algorithms {
  const quote = profile.luksQuotes ? "'" : '';
  const known = (what: string, name: string, names: readonly string[]): string => {
    if (!names.includes(name)) throw new Refusal(`${what} ${quote}${name}${quote} not supported`);
    return name;
  };
  const knownHash = (name: string): HashName =>
    known('Hash algorithm', name, profile.luksSm3 ? [...hashes, 'sm3'] : hashes) as HashName;

  const spec = header.cipherMode;
  const dash = spec.indexOf('-');
  if (dash < 0) throw new Refusal(`Unexpected cipher mode string format ${quote}${spec}${quote}`);
  const [, ivName = '', , ivHashName] = /^([^:]*)(:(.*))?$/s.exec(spec.slice(dash + 1))!;
  const ivHash = ivHashName === undefined ? undefined : knownHash(ivHashName);
  const mode = known('Cipher mode', spec.slice(0, dash), modes) as CipherMode;
  const cipher = cipherOf(header.cipherName, header.keyLength, mode, profile);
  const hash = knownHash(header.hash);
  const kind = known('IV generator', ivName, ivSources) as IvSource['kind'];
  const iv = kind === 'essiv' ? { kind, hash: essivHash(cipher, ivHash) } : { kind };
  return { cipher: { cipher, mode, iv }, hash };
}

/** The cipher of this name, which has keys of this length. Mode XTS has two keys. */
function cipherOf(name: string, bytes: number, mode: CipherMode, profile: Profile): Cipher {
  const length = mode === 'xts' ? Math.floor(bytes / 2) : bytes;
  const cipher = cipherNamed(name, profile);
  if (cipher?.keyLengths.includes(length)) return cipher;
  const quoted = profile.luksQuotes ? `'${name}'` : name;
  throw new Refusal(`Algorithm ${quoted} with key size ${length} bytes not supported`);
}

/** The hash of ESSIV, which must be as long as a key of the cipher. */
function essivHash({ keyLengths, title }: Cipher, hash: HashName | undefined): HashName {
  if (hash === undefined) throw new Refusal('Missing IV generator hash specification');
  const length = digestLengths[hash];
  if (keyLengths.includes(length)) return hash;
  throw new Refusal(
    'family' in title
      ? `No ${title.family} cipher with key size ${length} available`
      : `Cipher ${title.only} not supported with essiv`,
  );
}
