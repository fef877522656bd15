import type { ByteString } from '../../../basics/byte-string.ts';
import { Bytes } from '../../../basics/bytes.ts';

/** The incompatible feature bits (docs/interop/qcow2, "Header", bytes 72 to 79). Dirty and corrupt images can be read. */
type Incompatible = 'dirty' | 'corrupt' | 'dataFile' | 'compressionType' | 'extendedL2';
export const incompatible: Readonly<Record<Incompatible, bigint>> = {
  dirty: 0x01n,
  corrupt: 0x02n,
  dataFile: 0x04n,
  compressionType: 0x08n,
  extendedL2: 0x10n,
};

/** Subclusters of a cluster, if L2 entries are extended. */
export const subclusters = 32;

/** The autoclear feature bits (bytes 88 to 95). */
export const autoclear: Readonly<Record<'bitmaps' | 'rawDataFile', bigint>> = {
  bitmaps: 0x01n,
  rawDataFile: 0x02n,
};

const known = Object.values(incompatible).reduce((mask, bit) => mask | bit);

const entryBytes = 48;

/** The incompatible features that qemu doesn't know. */
export function unknownFeatures(incompatibleFeatures: bigint): bigint {
  return incompatibleFeatures & ~known;
}

/**
 * Lists features as qemu does: first the names from the feature name table of the image (docs/interop/qcow2, "Feature name
 * table"), in its order, then the bits without a name. Bit numbers from 64 on wrap, like shifts on amd64.
 *
 * @param table the data of the extension; undefined: there is none
 */
export function featureList(features: bigint, table: Bytes | undefined): ByteString {
  const names: ByteString[] = [];
  let left = features;
  const bytes = table ?? new Bytes(0);
  for (let at = 0; at < bytes.length; at += entryBytes) {
    const entry = new Bytes(entryBytes);
    entry.set(bytes.subarray(at, at + entry.length));
    const name = entry.latin1(2).split('\0', 1)[0]!;
    if (name === '') break;
    const bit = 1n << BigInt(entry[1]! % 64);
    if (entry[0] !== 0 || (left & bit) === 0n) continue;
    names.push(name);
    left &= ~bit;
  }
  if (left !== 0n) names.push(`Unknown incompatible feature: ${left.toString(16)}`);
  return names.join(', ');
}
