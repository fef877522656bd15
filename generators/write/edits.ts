import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { headerFields } from '../recipe/header-field.ts';
import type { Edit, Layer } from '../recipe/recipe.ts';
import { putInteger } from './integer.ts';
import type { Qcow2Layout } from './layout.ts';
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
      else if (edit.field === 'byte') put(fd, edit.at, Buffer.from(edit.bytes, 'hex'));
      else putWord(fd, edit, wordOf(edit, layer, layout));
    }
  } finally {
    closeSync(fd);
  }
}

type WordEdit = Exclude<Edit, { field: 'length' | 'byte' }>;

/** Where a word stands in the file and how wide it is, in bytes. */
interface Word {
  readonly at: bigint;
  readonly width: 1 | 2 | 4 | 8;
}

function putWord(fd: number, { value }: WordEdit, { at, width }: Word): void {
  const bytes = Buffer.alloc(width);
  putInteger(bytes, { at: 0, width }, value);
  put(fd, at, bytes);
}

function put(fd: number, at: bigint, bytes: Buffer): void {
  writeSync(fd, bytes, 0, bytes.length, Number(at));
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

/** `l2` is indexed by guest cluster, `refcount` by host cluster. */
function tableEntry(edit: Exclude<WordEdit, { field: 'header' }>, layout: Qcow2Layout): Word | undefined {
  const { index } = edit;
  if (edit.field === 'l2-bitmap') return undefined;
  if (edit.field === 'l1') {
    const room = (layout.l1.clusters * layout.clusterSize) / 8;
    return index < room ? entryAt(layout.l1.offset, index, 8) : undefined;
  }
  if (edit.field === 'l2') {
    const perTable = layout.l2.clustersPerTable;
    const table = layout.l2.tables.find(candidate => candidate.index === Math.floor(index / perTable));
    return table && entryAt(table.offset, index % perTable, 8);
  }
  const perBlock = layout.refcounts.clustersPerBlock;
  const block = layout.refcounts.blocks.find(candidate => candidate.index === Math.floor(index / perBlock));
  return block && entryAt(block.offset, index % perBlock, 2);
}

function entryAt(table: bigint, index: number, width: 2 | 8): Word {
  return { at: table + BigInt(index * width), width };
}

function absent(layer: Layer, what: string): WriteError {
  return new WriteError('field-absent', `${layer.name}: the file has no ${what}`);
}
