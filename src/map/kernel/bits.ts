// What the kernel's numbers mean, for both of its sides: those who call it, and its own code in assembly/.

/** What a layer answers for a run, as a sum of these. Neither data nor zero: the layer leaves it to what is below. */
export const dataBit = 1;
export const zeroBit = 2;
export const compressedBit = 4;
/** Zeros that nothing stands for: the layer reads so because nothing is below it. Together with `zeroBit` alone. */
export const synthesisedBit = 8;
/** Data whose zeros the host file may know better: its holes are to be asked for (qcow2/preallocation.ts). */
export const refineBit = 16;
/**
 * At the run's end stands an entry that makes no sense. qemu finds it already when it asks for a stretch that begins in
 * the run, as far as `Finder.lookAhead` goes.
 */
export const invalidNextBit = 32;

// The code of a cluster's state is the bits of its runs, and these.
/** The cluster has bytes of its own in the host file, at its entry's offset. */
export const hostedBit = 64;
/** The bitmap makes no sense. */
export const invalidBit = 128;

/** The host offset of what has none. */
export const noOffset = -1;

/**
 * What map tells of an extent is one number: sixteen times the depth of the layer that decides, and a sum of `dataBit`,
 * `zeroBit`, `compressedBit` and this one: the layer itself says data or zero; without it zero is only what nothing reads as.
 */
export const presentBit = 8;
export const depthUnit = 16;

// Bits 9 to 55 of an L1 or L2 entry: a host offset, always a multiple of 512. Other bits of it are reserved, and ignored.
export const offsetHigh = 0x00ff_ffff;
export const offsetLow = 0xffff_fe00;

/** The most L2 entries that are in memory at a time, in bytes: a chain of 200 layers has as many windows. */
export const windowBytes = 65_536;

// JSON entries are put together from texts that the caller prints once: each has `textSpace` bytes, of which the first is
// its length; the text begins at byte `textStart`, a multiple of 16, and has at most `longestText` bytes.
export const textSpace = 128;
export const textStart = 16;
export const longestText = 96;
export const startText = 0;
export const lengthText = 1;
export const depthText = 2;
/** Behind an entry, if there are more. */
export const nextText = 3;
export const endText = 4;
/** What follows the depth, twice for each sum of flags: without, then with an offset. */
export const firstRestText = 5;
export const texts = 37;
