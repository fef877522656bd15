import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { inOneTable, placeOfSlot } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { blocksAtEnd } from '../blocks/blocks-at-end.ts';
import { entryCount, placedBlocks } from '../blocks/placed-blocks.ts';
import { putFields, putInteger } from '../integer.ts';

const sector = 512;
const headerBytes = 64;
const magics: Readonly<Record<string, string>> = { extended: 'WithouFreSpacExt', old: 'WithoutFreeSpace' };

/** Header and table together, then clusters. All numbers have their least byte first. */
export const parallelsFiles: BlockFiles = {
  layout(layer) {
    const entries = entryCount(layer);
    const tableEnd = headerBytes + 4 * entries;
    const grain = isOld(layer) ? sector : layer.unit;
    const offset = Math.ceil(tableEnd / grain) * grain;
    return blocksAtEnd(layer, {
      offset,
      entryPlace: inOneTable(headerBytes, entries, 4),
      places: [0, headerBytes, tableEnd],
    });
  },
  metadata(layer, layout) {
    const { fields } = kindOf(layer);
    const magic = Buffer.from(magics[subformatOf(layer)]!);
    const values: Readonly<Record<string, bigint | number>> = {
      magic: magic.readBigUInt64LE(0),
      magic_end: magic.readBigUInt64LE(8),
      version: 2,
      heads: 16,
      cylinders: 1,
      tracks: layer.unit / sector,
      bat_entries: entryCount(layer),
      nb_sectors: (virtualSize(layer) + BigInt(sector - 1)) / BigInt(sector),
      data_off: layout.slots.offset / sector,
    };
    const bytes = Buffer.alloc(headerBytes + 4 * entryCount(layer));
    putFields(bytes, fields, values, 'least first');
    const grain = isOld(layer) ? sector : layer.unit;
    for (const { index, slot } of placedBlocks(layer)) {
      const place = { at: headerBytes + 4 * index, width: 4 } as const;
      putInteger(bytes, place, placeOfSlot(layout, slot!) / grain, 'least first');
    }
    return [{ at: 0, bytes }];
  },
};

function isOld(layer: BlockLayer): boolean {
  return subformatOf(layer) === 'old';
}
