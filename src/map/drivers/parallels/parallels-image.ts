import { Abort } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { TableEntry } from '../../node/lookup.ts';
import { type BlockTables, blockImage } from '../format/block-image.ts';
import type { VirtualSize } from '../format/virtual-size.ts';
import { type ClusterTable, unallocated } from './cluster-table.ts';
import { sector } from './parallels-header.ts';

/** qemu counts the sectors of a request in 32 bits with a sign. */
const longestRequest = 2 ** 31 * sector;

/** A Parallels image. Its file names no backing file; the option `backing` can. */
export function parallelsImage(file: ImageFile, size: VirtualSize, table: ClusterTable): ImageFormat {
  const image = blockImage({
    driver: 'parallels',
    file,
    ...size,
    backing: { name: '', format: '' },
    tables: blocksOf(table),
  });
  return {
    ...image,
    attach(layer) {
      const { find, lookAhead } = image.attach(layer);
      return {
        find(offset, limit) {
          if (layer.isTop) checkRequest(Math.min(limit, size.virtualSize) - offset);
          find(offset, limit);
        },
        lookAhead,
      };
    },
  };
}

function blocksOf(table: ClusterTable): BlockTables {
  return {
    unit: 'cluster',
    blockBytes: table.clusterSectors * sector,
    read(index, block) {
      const at = table.sectorOf(index);
      block.kind = at === unallocated ? 0 : dataBit;
      block.offset = at === unallocated ? noOffset : at * sector;
      if (at === unallocated) block.count = table.countEqual(index);
    },
    explain(index) {
      const at = table.sectorOf(index);
      return {
        state: at === unallocated ? 'unallocated' : 'data',
        entries: index < table.window.entries ? [entryAt(index, at, table)] : [],
      };
    },
  };
}

function entryAt(index: number, at: number, { window }: ClusterTable): TableEntry {
  const entry = window.readUInt32LE(index);
  const none = entry === 0 ? 'no cluster' : 'no cluster of the data area';
  const meaning = at === unallocated ? none : `cluster at 0x${(at * sector).toString(16)}`;
  return { table: 'BAT', ...window.entryAt(index, entry), meaning };
}

/** @param bytes of the request, which reaches to the end of what is mapped */
function checkRequest(bytes: number): void {
  if (bytes < longestRequest) return;
  throw new Abort(
    'the driver parallels is asked for 1 TiB or more at once',
    'Map less of the image at a time, with -l.',
  );
}
