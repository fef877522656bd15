// The numbers that the kernel and its callers exchange; the kernel's own code in assembly/ uses them too.

// The kind of a run, which is what one layer answers for it: a sum of these bits. Without `dataBit` and `zeroBit` the layer
// doesn't allocate the run, and the layer below answers.
export const dataBit = 1;
export const zeroBit = 2;
export const compressedBit = 4;
/** Together with `zeroBit` alone: nothing is allocated, the run reads as zeros because there is no backing file for it. */
export const synthesisedBit = 8;
/** Data that may lie in a hole of the host file: the host is queried before it counts (qcow2/preallocation.ts). */
export const refineBit = 16;
/**
 * The entry right after the run is invalid. qemu fails already for a request that begins in the run and reaches that
 * entry; `Finder.lookAhead` says how far a request reaches.
 */
export const invalidNextBit = 32;
/**
 * One request of qemu that begins in the run reaches past the end of it, as far as `Finder.lookAhead` says, with the answer of
 * the run. A request that begins after the end has another answer.
 */
export const reachingBit = 256;

// The code of the state of a cluster or subcluster: the bits of its runs, and these.
/** The cluster has a host cluster, at the host offset in its entry. */
export const hostedBit = 64;
/** The subcluster bitmap is invalid. */
export const invalidBit = 128;

/** Stands for an absent host offset. */
export const noOffset = -1;

/**
 * The flags of an extent, one number: `depthUnit` times the depth of the layer that decides, plus a sum of `dataBit`,
 * `zeroBit`, `compressedBit` and `presentBit`. `presentBit` is set where that layer itself allocates the range. Clear:
 * the range reads as zeros only because no layer allocates it.
 */
export const presentBit = 8;
export const depthUnit = 16;

// Bits 9 to 55 of an L1 or L2 entry: a host offset, always a multiple of 512. Its other bits are reserved, and ignored.
export const offsetHigh = 0x00ff_ffff;
export const offsetLow = 0xffff_fe00;

/** Bytes of L2 entries that each layer keeps in memory at most; see window-bytes.ts. */
export const windowBytes = 65_536;

// The printer joins JSON entries from texts that its caller writes into the kernel's memory once. A text takes
// `textSpace` bytes: its length in the first one, its bytes from `textStart` on (a multiple of 16), at most
// `longestText` of them.
export const textSpace = 128;
export const textStart = 16;
export const longestText = 96;
export const startText = 0;
export const lengthText = 1;
export const depthText = 2;
/** Ends an entry and begins the next one; it ends with `startText`. */
export const nextText = 3;
/** Ends the last entry. */
export const endText = 4;
/** The first of the texts after the depth. There are two for each sum of flags: without an offset, and with one. */
export const firstFlagsText = 5;
export const texts = 37;
