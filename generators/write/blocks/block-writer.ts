import type { HeaderBacking } from '../../recipe/backing.ts';
import { kindOf } from '../../recipe/blocks/block-layer.ts';
import { extentsOf } from '../../recipe/blocks/extents.ts';
import type { BlockLayer, CellState, FieldEdit } from '../../recipe/recipe.ts';
import type { FieldPlace } from '../field-place.ts';
import type { FormatWriter } from '../format-writer.ts';
import { noise } from '../noise.ts';
import type { Piece } from '../pieces.ts';
import { WriteError } from '../write-error.ts';
import type { WrittenFile } from '../written-file.ts';
import { writtenParts } from '../written-parts.ts';
import { type BlockLayout, placeOfSlot } from './block-layout.ts';
import { placedBlocks } from './placed-blocks.ts';

/** What belongs to one block format alone when its files are written. */
export interface BlockFiles {
  /** @throws WriteError `too-large` */
  layout(layer: BlockLayer): BlockLayout;
  /** Header and tables. */
  metadata(layer: BlockLayer, layout: BlockLayout, backing: HeaderBacking): Piece[];
  /** The file of a layer whose extents have files of their own. */
  describing?(layer: BlockLayer, backing: HeaderBacking): Buffer;
}

/** The writer of a block format. */
export function blockWriter({ layout, metadata, describing }: BlockFiles): FormatWriter<BlockLayer> {
  const fileOf = (layer: BlockLayer, backing: HeaderBacking): WrittenFile => {
    const places = layout(layer);
    const pieces = [...metadata(layer, places, backing), ...dataPieces(layer, places)];
    pieces.sort((a, b) => a.at - b.at);
    return { name: layer.name, length: BigInt(places.fileLength), pieces };
  };
  return {
    files(layer, backing) {
      if (kindOf(layer).hasExtents !== true) return [fileOf(layer, backing)];
      const bytes = describing!(layer, backing);
      return [
        { name: layer.name, length: BigInt(bytes.length), pieces: [{ at: 0, bytes }] },
        ...extentsOf(layer).map(({ layer: part }) => fileOf(part, backing)),
      ];
    },
    fieldPlace(layer, edit) {
      if (kindOf(layer).hasExtents !== true) return fieldPlace(layer, layout(layer), edit);
      const [first] = extentsOf(layer);
      if (first === undefined) throw new WriteError('field-absent', `${layer.name}: there is no extent`);
      const place = fieldPlace({ ...first.layer, name: layer.name }, layout(first.layer), edit);
      return { ...place, file: first.layer.name };
    },
  };
}

const isWritten = (state: CellState): boolean => state === 'data';

/** The bytes of the guest, the noise of its slot for each block. Blocks of several MiB repeat it. */
function dataPieces(layer: BlockLayer, layout: BlockLayout): Piece[] {
  const { dataEnd = Number.POSITIVE_INFINITY } = layout;
  const pieces: Piece[] = [];
  for (const { cell, slot } of placedBlocks(layer)) {
    if (slot === undefined) continue;
    const place = placeOfSlot(layout, slot);
    for (const part of writtenParts(cell, layer.unit, isWritten)) {
      const to = Math.min(place + part.to, dataEnd);
      for (let at = place + part.from; at < to; at += longest)
        pieces.push({ at, bytes: noise(slot, Math.min(longest, to - at)), guest: true });
    }
  }
  return pieces;
}

/** The longest noise, in bytes. */
const longest = 2 ** 21;

function fieldPlace(layer: BlockLayer, layout: BlockLayout, edit: FieldEdit): FieldPlace {
  const { fields, tables } = kindOf(layer);
  const order = layout.order === 'least first' ? { order: layout.order } : {};
  if (edit.field === 'header') {
    const field = fields.get(edit.name);
    if (field === undefined)
      throw new WriteError('field-unknown', `${layer.name}: the header has no field ${edit.name}`);
    return { at: BigInt(layout.headerAt + field.at), width: field.width, ...order };
  }
  const bits = tables[edit.field];
  const at = bits === undefined ? undefined : layout.entryPlace(edit.field, edit.index);
  if (bits === undefined || at === undefined)
    throw new WriteError('field-absent', `${layer.name}: the file has no ${edit.field}[${edit.index}]`);
  return { at: BigInt(at), width: bits === 32 ? 4 : 8, ...order };
}
