import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { eachPart, WholeBlocks } from '../format/whole-blocks.ts';
import { readDecrypted, type SectorDecryption } from '../luks/sector-decryption.ts';
import { readDeflatedCluster } from '../qcow2/deflated-cluster.ts';
import type { EntryTable } from './entry-table.ts';
import type { QcowTables } from './qcow-tables.ts';

/**
 * Reads the data of compressed and of encrypted clusters.
 *
 * @param decrypt absent: the image isn't encrypted
 */
export function qcowReader(
  file: ImageFile,
  tables: QcowTables,
  decrypt: SectorDecryption | undefined,
): NonNullable<ImageFormat['readData']> {
  const { clusterBytes, tableEntries } = tables;
  const tableOf = (index: number): EntryTable => tables.l2(Math.floor(index / tableEntries));
  const compressed = new WholeBlocks(clusterBytes, (cluster, index) => {
    const { offset, bytes } = tableOf(index).compressedData(index % tableEntries, clusterBytes);
    readDeflatedCluster(file, offset, bytes, cluster);
  });
  return (bytes, offset) =>
    eachPart(bytes, offset, clusterBytes, (part, index, byte) => {
      const guest = index * clusterBytes + byte;
      const table = tableOf(index);
      const entry = index % tableEntries;
      if (table.isCompressed(entry)) compressed.readInto(part, guest);
      else {
        const place = { host: table.entry(entry) + byte, numbered: guest };
        readDecrypted(part, place, (at, length) => file.read(at, length), decrypt!);
      }
    });
}
