import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import { hostSlotCount } from '../../recipe/cells/cell-row.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { inOneTable } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { blocksAtEnd } from '../blocks/blocks-at-end.ts';
import { entryCount, placedBlocks } from '../blocks/placed-blocks.ts';
import { putFields, putInteger } from '../integer.ts';

const sector = 512;
const discarded = 0xffff_fffe;
const text = '<<< Oracle VM VirtualBox Disk Image >>>\n';
const imageTypes: Readonly<Record<string, number>> = { dynamic: 1, static: 2 };

/** Header, block map, blocks: a block map entry is the slot of the block. All numbers have their least byte first. */
export const vdiFiles: BlockFiles = {
  layout(layer) {
    const entries = entryCount(layer);
    const offset = sector + Math.ceil((4 * entries) / sector) * sector;
    return blocksAtEnd(layer, {
      offset,
      entryPlace: inOneTable(sector, entries, 4),
      places: [0, sector, sector + 4 * entries],
    });
  },
  metadata: (layer, { slots }) => [
    { at: 0, bytes: header(layer, slots.offset) },
    { at: sector, bytes: blockMap(layer, slots.offset - sector) },
  ],
};

function header(layer: BlockLayer, dataOffset: number): Buffer {
  const { fields } = kindOf(layer);
  const values: Readonly<Record<string, bigint | number>> = {
    signature: 0xbeda_107f,
    version: 0x0001_0001,
    header_size: 0x190,
    image_type: imageTypes[subformatOf(layer)]!,
    map_offset: sector,
    data_offset: dataOffset,
    sector_size: sector,
    disk_size: virtualSize(layer),
    block_size: layer.unit,
    blocks_in_image: entryCount(layer),
    blocks_allocated: hostSlotCount(layer.cells),
  };
  const bytes = Buffer.alloc(sector);
  bytes.write(text, 'latin1');
  putFields(bytes, fields, values, 'least first');
  return bytes;
}

/** The entries up to the blocks. A block that was never allocated has all bits set. */
function blockMap(layer: BlockLayer, length: number): Buffer {
  const bytes = Buffer.alloc(length, 0xff);
  for (const { index, slot = discarded } of placedBlocks(layer))
    putInteger(bytes, { at: 4 * index, width: 4 }, slot, 'least first');
  return bytes;
}
