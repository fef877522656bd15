import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { headerFields } from '../recipe/qcow2/header-field.ts';
import type { Edit, Layer } from '../recipe/recipe.ts';
import { putInteger } from './integer.ts';
import type { Piece } from './pieces.ts';
import type { Qcow2Layout } from './qcow2/layout.ts';
import { putRefcount } from './qcow2/refcount-field.ts';
import { WriteError } from './write-error.ts';

/**
 * Applies the edits of a layer, in their order, to its written file. Fields stand where the layout has them, whatever
 * an earlier edit says; `layout` is undefined for a raw layer, which has bytes and a length only.
 *
 * @throws WriteError `field-unknown` for a header field by another name, `field-absent` where the file has no such
 * table entry, `value-too-large` where the value is wider than the field.
 */
export function applyEdits(path: string, layer: Layer, layout: Qcow2Layout | undefined): void {
  if (layer.edits === undefined || layer.edits.length === 0) return;
  const fd = openSync(path, 'r+');
  try {
    for (const edit of layer.edits) {
      if (edit.field === 'length') ftruncateSync(fd, Number(edit.value));
      else {
        const { at, bytes } = editedPiece(edit, layer, layout, byteAt => readByte(fd, byteAt));
        writeSync(fd, bytes, 0, bytes.length, at);
      }
    }
  } finally {
    closeSync(fd);
  }
}

/**
 * The bytes that an edit puts into the file of its layer, and where. A field may share a byte with others: `readByte` tells
 * what the file has there.
 *
 * @throws WriteError as `applyEdits`
 */
export function editedPiece(
  edit: Exclude<Edit, { field: 'length' }>,
  layer: Layer,
  layout: Qcow2Layout | undefined,
  readByte: (at: number) => number,
): Piece {
  if (edit.field === 'byte') return { at: Number(edit.at), bytes: Buffer.from(edit.bytes, 'hex') };
  const { at, width, withinByte } = wordOf(edit, layer, layout);
  const bytes = Buffer.alloc(width);
  if (withinByte === undefined) putInteger(bytes, { at: 0, width }, edit.value);
  else {
    const { index, bits } = withinByte;
    if (edit.value >> BigInt(bits) !== 0n)
      throw new WriteError('value-too-large', `${edit.value} doesn't fit into ${bits} bits`);
    bytes[0] = readByte(Number(at));
    putRefcount(bytes, index, bits, Number(edit.value));
  }
  return { at: Number(at), bytes };
}

function readByte(fd: number, at: number): number {
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, at);
  return byte[0]!;
}

type WordEdit = Exclude<Edit, { field: 'length' | 'byte' }>;

/** Where a word stands in the file and how wide it is, in bytes; a refcount may be one of several in a byte. */
interface Word {
  readonly at: bigint;
  readonly width: 1 | 2 | 4 | 8;
  readonly withinByte?: { readonly index: number; readonly bits: number };
}

function wordOf(edit: WordEdit, layer: Layer, layout: Qcow2Layout | undefined): Word {
  if (layout === undefined) throw absent(layer, `${edit.field} field, being raw`);
  if (edit.field === 'header') return headerWord(edit.name, layer);
  const place = tableEntry(edit, layout);
  if (place === undefined) throw absent(layer, `${edit.field}[${edit.index}]`);
  return place;
}

function headerWord(name: string, layer: Layer): Word {
  const field = headerFields.get(name);
  if (field === undefined) {
    throw new WriteError('field-unknown', `${layer.name}: the header has no field ${name}`);
  }
  return { at: BigInt(field.at), width: field.width };
}

/** `l2` and `l2-bitmap` are indexed by guest cluster, `refcount` by host cluster. */
function tableEntry(edit: Exclude<WordEdit, { field: 'header' }>, layout: Qcow2Layout): Word | undefined {
  const { index } = edit;
  if (edit.field === 'l1') {
    const room = (layout.l1.clusters * layout.clusterSize) / 8;
    return index < room ? wordAt(layout.l1.offset, index) : undefined;
  }
  if (edit.field === 'refcount') return refcountField(index, layout);
  const { clustersPerTable, extended, tables } = layout.l2;
  const table = tables.find(candidate => candidate.index === Math.floor(index / clustersPerTable));
  if (table === undefined || (edit.field === 'l2-bitmap' && !extended)) return undefined;
  const entry = index % clustersPerTable;
  if (!extended) return wordAt(table.offset, entry);
  return wordAt(table.offset, edit.field === 'l2' ? 2 * entry : 2 * entry + 1);
}

function refcountField(cluster: number, { refcounts }: Qcow2Layout): Word | undefined {
  const { bits, clustersPerBlock, blocks } = refcounts;
  const block = blocks.find(candidate => candidate.index === Math.floor(cluster / clustersPerBlock));
  if (block === undefined) return undefined;
  const first = (cluster % clustersPerBlock) * bits;
  const at = block.offset + BigInt(Math.floor(first / 8));
  if (bits < 8) return { at, width: 1, withinByte: { index: (first % 8) / bits, bits } };
  return { at, width: (bits / 8) as 1 | 2 | 4 | 8 };
}

function wordAt(table: bigint, index: number): Word {
  return { at: table + BigInt(index * 8), width: 8 };
}

function absent(layer: Layer, what: string): WriteError {
  return new WriteError('field-absent', `${layer.name}: the file has no ${what}`);
}
