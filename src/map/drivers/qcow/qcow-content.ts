import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Profile } from '../../profile/profile.ts';
import { isWithinReach } from '../format/reach.ts';
import { eachPart, type ReadBlock, unreadableData, WholeBlocks } from '../format/whole-blocks.ts';
import { readDecrypted } from '../luks/read-decrypted.ts';
import type { SectorDecryption } from '../luks/sector-decryption.ts';
import { readDeflatedCluster } from '../qcow2/content/deflated-cluster.ts';
import type { EntryTable } from './entry-table.ts';
import type { QcowTables } from './qcow-tables.ts';

const sector = 512;

/**
 * Reads the data of all clusters. Where map joins an entry and the byte in its cluster by OR, they are added here.
 *
 * @param decrypt absent: the image isn't encrypted
 */
export function qcowReader(
  file: ImageFile,
  tables: QcowTables,
  decrypt: SectorDecryption | undefined,
  profile: Profile,
): NonNullable<ImageFormat['readData']> {
  const { clusterBytes, tableEntries } = tables;
  const tableOf = (index: number): EntryTable => tables.l2(Math.floor(index / tableEntries));
  const readCompressed: ReadBlock = (cluster, index) => {
    const { offset, bytes } = tableOf(index).compressedData(index % tableEntries, clusterBytes);
    file.onEvent?.('read_compressed');
    readDeflatedCluster(file, offset, bytes, cluster);
  };
  const compressed = new WholeBlocks(clusterBytes, readCompressed, 'overwritten');
  return (bytes, offset) =>
    eachPart(bytes, offset, clusterBytes, (part, index, byte) => {
      const guest = index * clusterBytes + byte;
      const table = tableOf(index);
      const entry = index % tableEntries;
      if (table.isCompressed(entry)) {
        compressed.readInto(part, guest);
        return;
      }
      const host = table.entry(entry) + byte;
      // Whole sectors are read.
      const first = byte - (byte % sector);
      const length = Math.ceil((byte + part.length) / sector) * sector - first;
      const start = table.exactEntry(entry) + BigInt(first);
      const isSound = table.low(entry) % sector === 0 && isWithinReach(profile, start, length);
      if (!isSound) throw unreadableData(file, host);
      if (decrypt === undefined) file.readInto(part, host);
      else readDecrypted(part, { host, numbered: guest }, (at, length) => file.read(at, length), decrypt);
    });
}
