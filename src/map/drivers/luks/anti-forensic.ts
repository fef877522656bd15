import type { ByteString } from '../../basics/byte-string.ts';
import { joined } from '../../basics/bytes.ts';
import type { Cryptography, HashName } from '../../host/cryptography.ts';
import { changed } from './ciphers/changed.ts';
import { cipherExports } from './ciphers/exports.ts';

/** The digests that the module of ciphers has. */
const compiled: ReadonlySet<HashName> = new Set(['sha1', 'sha224', 'sha256']);

/**
 * Merges stripes of `length` bytes to one, which reverses the anti-forensic splitter of LUKS ("LUKS On-Disk Format
 * Specification", "Anti-forensic information splitting"): each stripe is added to a block, and between two stripes each part of the block
 * is replaced by a digest of its number and itself. Eight key slots take 32,000 digests and more. Those that cryptsetup takes unless it is told
 * otherwise (SHA-256, and SHA-1 in versions before 1.7) and SHA-224 are WebAssembly: they take a third of the time.
 *
 * @param material pieces of whole stripes; without any the block is zeros
 */
export function mergeStripes(
  material: Iterable<Uint8Array>,
  length: number,
  hash: HashName,
  cryptography: Cryptography,
): Uint8Array {
  const size = digestLengths[hash];
  return compiled.has(hash)
    ? mergeCompiled(material, length, size)
    : mergeByDigests(material, length, size, bytes => cryptography.digest(hash, bytes));
}

function mergeCompiled(material: Iterable<Uint8Array>, length: number, size: number): Uint8Array {
  const { merge } = cipherExports();
  let block: Uint8Array | undefined;
  for (const piece of material) {
    const stripes = block === undefined ? piece.subarray(length) : piece;
    const mergeAll = (start: number, end: number, others: number): void =>
      merge(start, end, others, others + stripes.length, size);
    block = changed(block ?? piece.subarray(0, length), mergeAll, stripes);
  }
  return block ?? new Uint8Array(length);
}

/**
 * Merges stripes by any digest of `size` bytes. Each part of the block always lies where it is hashed, behind its number.
 */
export function mergeByDigests(
  material: Iterable<Uint8Array>,
  length: number,
  size: number,
  digestOf: (bytes: Uint8Array) => ByteString,
): Uint8Array {
  const parts = numberedParts(length, size);
  let isFirst = true;
  for (const piece of material) {
    for (let at = 0; at < piece.length; isFirst = false) {
      for (const { numbered, bytes } of parts) {
        const digest = isFirst ? '\0'.repeat(size) : digestOf(numbered);
        setSum(bytes, digest, piece, at);
        at += bytes.length;
      }
    }
  }
  return joined(parts.map(({ bytes }) => bytes));
}

/**
 * Sets `bytes` to the sum of a digest and of the bytes of `piece` from `at` on. It is a function, so that V8 doesn't compile the loop together
 * with all that makes digests: that took a third of the CPU of eight key slots.
 */
function setSum(bytes: Uint8Array, digest: string, piece: Uint8Array, at: number): void {
  for (let byte = 0; byte < bytes.length; byte++) bytes[byte] = digest.charCodeAt(byte) ^ piece[at + byte]!;
}

/** A part of the block, where it lies behind its number. */
interface Part {
  readonly numbered: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The parts of a block of zeros. Each has as many bytes as a digest, the last one as many as are left. */
function numberedParts(length: number, size: number): readonly Part[] {
  return Array.from({ length: Math.ceil(length / size) }, (_, number) => {
    const numbered = new Uint8Array(numberBytes + Math.min(size, length - number * size));
    new DataView(numbered.buffer).setUint32(0, number);
    return { numbered, bytes: numbered.subarray(numberBytes) };
  });
}

const numberBytes = 4;

/** The bytes of a digest. */
export const digestLengths: Readonly<Record<HashName, number>> = {
  md5: 16,
  ripemd160: 20,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  sm3: 32,
};
