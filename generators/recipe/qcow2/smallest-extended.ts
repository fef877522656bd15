/** Bytes of the smallest clusters with extended L2 entries: each of the 32 subclusters has at least a sector of 512 bytes. */
export const smallestExtended: number = 32 * 512;
