import type { Landmarks } from '../landmarks.ts';

/** qemu opens no image with more than 32 MiB of L1 table, 8 MiB of refcount table or 65536 snapshots. */
const mostL1Entries = 1n << 22n;
const mostRefcountBytes = 1n << 23n;
const mostSnapshots = 1n << 16n;
/** The longest backing file name, in bytes (docs/interop/qcow2, "Header"). */
const longestName = 1023n;

/**
 * The values of a header field where readers treat an image differently, by the qcow2 specification ("Header") and
 * qemu's limits: known values, the first and the last allowed ones, and the places of things in this file.
 */
export function headerLimits(name: string, { layout, headerEnd, places }: Landmarks): readonly bigint[] {
  const unit = BigInt(layout.clusterSize);
  const covered = (unit / 8n) * unit;
  const entries = BigInt(layout.l1.entries);
  switch (name) {
    case 'magic':
      return [0x514649fbn];
    case 'version':
      return [1n, 2n, 3n, 4n];
    case 'backing_file_offset':
      return [BigInt(headerEnd), unit];
    case 'backing_file_size':
      return [longestName, unit - BigInt(headerEnd)];
    case 'cluster_bits':
      return [9n, 14n, 16n, 21n];
    case 'size':
      return [layout.virtualSize, entries * covered, covered << 31n];
    case 'crypt_method':
      return [1n, 2n, 3n];
    case 'l1_size':
      return [entries, mostL1Entries];
    case 'refcount_table_clusters':
      return [1n, mostRefcountBytes / unit];
    case 'nb_snapshots':
      return [1n, mostSnapshots];
    case 'incompatible_features':
      return [0x01n, 0x02n, 0x04n, 0x08n, 0x10n, 0x20n, 1n << 63n];
    case 'compatible_features':
      return [0x01n];
    case 'autoclear_features':
      return [0x01n, 0x02n, 0x04n];
    case 'refcount_order':
      return [0n, 3n, 4n, 6n];
    case 'header_length':
      return [72n, 104n, 112n, unit];
    case 'compression_type':
      return [0n, 1n];
    default:
      return places;
  }
}

/** A number of snapshots that qemu handles quickly: it takes 4 to 10 seconds to read the most that it allows. */
export function quicklyReadSnapshots(count: bigint): bigint {
  return count > 1024n && count <= mostSnapshots ? mostSnapshots + 1n : count;
}
