import { compressedBit, dataBit, hostedBit, invalidBit, offsetHigh, offsetLow, zeroBit } from '../bits.ts';

// L2 entries (docs/interop/qcow2, "Cluster mapping"). Only this file tests their bits.

const copied: u64 = 1 << 63;
const compressed: u64 = 1 << 62;
const zero: u64 = 1;
const hostMask: u64 = ((<u64>offsetHigh) << 32) | <u64>offsetLow;

/** The host offset of an entry, in bytes; 0 where it has none. */
export function hostOffset(word: u64): i64 {
  return word & hostMask;
}

/**
 * Whether an entry that isn't compressed names a host cluster. An external data file has a host cluster at offset 0 too:
 * there COPIED (bit 63), which means nothing elsewhere, tells it from an entry without one.
 */
function isHosted(word: u64, external: bool): bool {
  return (word & (external ? hostMask | copied : hostMask)) !== 0;
}

/** The code of the state of a standard entry. */
export function clusterCode(word: u64, external: bool): i32 {
  return load<u8>(codes + ((<usize>external) << 4) + stateBits(word));
}

/**
 * The bits that decide the state of a standard entry, as a number below 16: compressed 1, COPIED 2, zero 4, a host
 * offset 8.
 */
function stateBits(word: u64): usize {
  return <usize>((word >> 62) | ((word & zero) << 2)) | ((<usize>((word & hostMask) !== 0)) << 3);
}

/**
 * Codes by those bits: 16 without an external data file, then 16 with one. When states alternate, a table is faster than a
 * chain of conditions, each of which the processor predicts wrong.
 */
const codes: usize = memory.data(32);

function makeCodes(): void {
  for (let bits = 0; bits < 32; bits++) {
    const word: u64 = ((<u64>(bits & 3)) << 62) | ((bits >> 2) & 1) | ((<u64>((bits >> 3) & 1)) << 16);
    store<u8>(codes + bits, codeOf(word, bits >= 16));
  }
}

function codeOf(word: u64, external: bool): i32 {
  if ((word & compressed) !== 0) return dataBit | compressedBit;
  if ((word & zero) !== 0) return hostOffset(word) === 0 ? zeroBit : zeroBit | hostedBit;
  return isHosted(word, external) ? dataBit | hostedBit : 0;
}

makeCodes();

/**
 * The code of the state of one subcluster of an extended entry, in which bit 0 has no meaning. The upper half of the bitmap
 * has the zero bits, the lower half the allocation bits; bit `index` of each half is that of the subcluster. One invalid
 * subcluster makes the whole cluster invalid.
 */
export function subclusterCode(word: u64, bitmap: u64, index: i32, external: bool): i32 {
  if ((word & compressed) !== 0) return dataBit | compressedBit;
  const zeros = <u32>(bitmap >> 32);
  const allocated = <u32>bitmap;
  const isZero = ((zeros >> index) & 1) !== 0;
  if (!isHosted(word, external)) {
    if (allocated !== 0) return invalidBit;
    return isZero ? zeroBit : 0;
  }
  if ((zeros & allocated) !== 0) return invalidBit;
  if (isZero) return zeroBit | hostedBit;
  return ((allocated >> index) & 1) !== 0 ? dataBit | hostedBit : hostedBit;
}

/** How many subclusters from `index` on have the same two bits in the bitmap: 1 to 32. */
export function equalSubclusters(bitmap: u64, index: i32): i32 {
  const zeros = <u32>(bitmap >> 32) >> index;
  const allocated = <u32>bitmap >> index;
  const others = (zeros ^ -(zeros & 1)) | (allocated ^ -(allocated & 1));
  return min(<i32>ctz(others), 32 - index);
}
