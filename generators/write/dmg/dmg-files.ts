import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { slotCount } from '../blocks/placed-blocks.ts';
import { putFields } from '../integer.ts';
import { chunkTable, deflatedBlocks, slotsOf } from './chunks.ts';

const trailerBytes = 512;
const sector = 512n;
/** Places in a resource fork: its header, the data behind it. */
const resourceHeaderBytes = 256;

/** Raw blocks, deflated blocks, the table of chunks in a property list or in a resource fork, trailer. */
export const dmgFiles: BlockFiles = {
  layout(layer) {
    const tableAt = endOfData(layer);
    const headerAt = tableAt + tableOf(layer).length;
    return {
      headerAt,
      slots: slotsOf(layer),
      fileLength: headerAt + trailerBytes,
      order: 'most first',
      entryPlace: () => undefined,
      places: [0, tableAt, headerAt, headerAt + trailerBytes],
    };
  },
  metadata(layer, { headerAt }) {
    const table = tableOf(layer);
    const at = headerAt - table.length;
    return [
      ...deflatedBlocks(layer),
      { at, bytes: table },
      { at: headerAt, bytes: trailer(layer, at, table) },
    ];
  },
};

function endOfData(layer: BlockLayer): number {
  const last = deflatedBlocks(layer).at(-1);
  return last === undefined ? slotCount(layer) * layer.unit : last.at + last.bytes.length;
}

function tableOf(layer: BlockLayer): Buffer {
  return hasList(layer) ? Buffer.from(propertyListOf(layer)) : resourceFork(chunkTable(layer));
}

function hasList(layer: BlockLayer): boolean {
  return subformatOf(layer) === 'propertyList';
}

/** The property list, of which readers look for `data` alone. */
export function propertyListOf(layer: BlockLayer): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<plist version="1.0"><dict><key>resource-fork</key><dict><key>blkx</key><array><dict>',
    '<key>Data</key><data>',
    ...(chunkTable(layer)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '</data></dict></array></dict></dict></plist>',
    '',
  ].join('\n');
}

/** The header of a fork, then one resource with its length in front. */
function resourceFork(resource: Buffer): Buffer {
  const bytes = Buffer.alloc(resourceHeaderBytes + 4);
  bytes.writeUInt32BE(resourceHeaderBytes, 0);
  bytes.writeUInt32BE(4 + resource.length, 8);
  bytes.writeUInt32BE(resource.length, resourceHeaderBytes);
  return Buffer.concat([bytes, resource]);
}

function trailer(layer: BlockLayer, at: number, table: Buffer): Buffer {
  const part = hasList(layer) ? 'list' : 'resource_fork';
  const values: Readonly<Record<string, bigint | number>> = {
    [`${part}_offset`]: at,
    [`${part}_length`]: table.length,
    data_fork_length: endOfData(layer),
    sectors: (virtualSize(layer) + sector - 1n) / sector,
  };
  const bytes = Buffer.alloc(trailerBytes);
  bytes.write('koly');
  const { fields } = kindOf(layer);
  putFields(bytes, fields, values);
  return bytes;
}
