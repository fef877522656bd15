/** Above this many bytes of L2 entries qemu caches tables in slices, and not whole. */
const maxWholeTables = 32 * 2 ** 20;
const sliceBytes = 4096;

/**
 * The entries of an L2 slice, a power of two: the part of a table that qemu's answers stay in. L2 indices in its
 * messages count from the slice's beginning.
 */
export function sliceEntries(virtualSize: number, clusterSize: number, entryBytes: number): number {
  const bytes = Math.ceil(virtualSize / clusterSize) * entryBytes;
  const whole = Math.ceil(bytes / clusterSize) * clusterSize <= maxWholeTables;
  return (whole ? clusterSize : Math.min(clusterSize, sliceBytes)) / entryBytes;
}
