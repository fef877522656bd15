import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset, refineBit, zeroBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { blockImage } from '../format/block-image.ts';
import { TableWindow } from '../format/table-window.ts';
import { StaticData } from './static-data.ts';
import { blockBytes, type VdiHeader } from './vdi-header.ts';

/** From this entry on the block map says that a block is not allocated, or was discarded. */
const firstUnallocated = 0xffff_fffe;

/**
 * A VDI image. A block that its map doesn't allocate reads as zeros, which are present: the format knows no backing file.
 * Nothing checks that a block lies in the file.
 *
 * @throws MapError `unreadable`
 */
export function vdiImage(file: ImageFile, header: VdiHeader): ImageFormat {
  const { virtualSize, dataOffset, isStatic } = header;
  const dataKind = isStatic ? dataBit | refineBit : dataBit;
  const map = new TableWindow(file, header.mapOffset, 4, header.blocks);
  map.readAll();
  const image = blockImage({
    driver: 'vdi',
    file,
    virtualSize,
    tables: {
      unit: 'block',
      blockBytes,
      read(index, block) {
        const entry = map.readUInt32LE(index);
        const isZero = entry >= firstUnallocated;
        block.kind = isZero ? zeroBit : dataKind;
        block.offset = isZero ? noOffset : dataOffset + entry * blockBytes;
      },
      plain: {
        kind: dataKind,
        rule: {
          isBigEndian: false,
          first: 0,
          last: firstUnallocated - 1,
          base: dataOffset,
          scale: blockBytes,
          kinds: { zero: zeroBit, other: zeroBit },
        },
        read: (index, bytes) => map.readRaw(index, bytes),
      },
      explain(index) {
        const entry = map.readUInt32LE(index);
        const [state, meaning] = described(entry, dataOffset + entry * blockBytes);
        return { state, entries: [{ table: 'block map', ...map.entryAt(index, entry), meaning }] };
      },
    },
  });
  return isStatic ? { ...image, dataFile: new StaticData(file, dataOffset) } : image;
}

function described(entry: number, host: number): readonly [state: string, meaning: string] {
  if (entry === firstUnallocated) return ['zero', 'a discarded block'];
  return entry > firstUnallocated ? ['unallocated', 'no block'] : ['data', `block at 0x${host.toString(16)}`];
}
