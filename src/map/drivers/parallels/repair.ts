import { Unsupported } from '../../basics/error.ts';
import type { Notice } from '../../basics/notice.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { type ClusterTable, dataStart, unallocated } from './cluster-table.ts';
import { type ParallelsHeader, sector } from './parallels-header.ts';

/**
 * What qemu does to an image that is opened for writing (parallels_co_check, 10.0 and 11.1). An image that was not closed is only
 * marked as closed.
 *
 * @throws Unsupported where a repair changes the table or the file
 */
export function repair(file: ImageFile, header: ParallelsHeader, table: ClusterTable, notice: Notice): void {
  const fileSectors = Math.floor(file.length / sector);
  const first = dataStart(header, fileSectors);
  const end = endOfClusters(first, fileSectors, table);
  const isWrong = header.dataSector !== first || first > fileSectors || end === undefined;
  // Space at the end is found only when something else is to be repaired.
  if (isWrong || (header.inUse && end < fileSectors)) throw new Unsupported('a repair of a Parallels image');
  if (header.inUse) notice('Repairing image was not closed correctly\n');
}

/** Where the last cluster ends, in sectors; undefined if a cluster is out of place, or two are in one. */
function endOfClusters(first: number, fileSectors: number, table: ClusterTable): number | undefined {
  const { clusterSectors, window } = table;
  const taken = new Set<number>();
  let end = first;
  for (let entry = 0; entry < window.entries; entry++) {
    const at = table.statedSectorOf(entry);
    if (at === unallocated) continue;
    const isInside = at >= first && at + clusterSectors <= fileSectors;
    if (!isInside || (at - first) % clusterSectors !== 0 || taken.has(at)) return undefined;
    taken.add(at);
    end = Math.max(end, at + clusterSectors);
  }
  return end;
}
