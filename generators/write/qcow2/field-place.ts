import { headerFields } from '../../recipe/qcow2/header-field.ts';
import type { FieldEdit, Qcow2Layer, TableField } from '../../recipe/recipe.ts';
import type { FieldPlace } from '../field-place.ts';
import { WriteError } from '../write-error.ts';
import type { Qcow2Layout } from './layout/qcow2-layout.ts';

/**
 * The place of a header field or of a table entry.
 *
 * @throws WriteError `field-unknown` for a header field of another name, `field-absent` if the file has no such entry
 */
export function qcow2FieldPlace(
  { name }: Pick<Qcow2Layer, 'name'>,
  layout: Qcow2Layout,
  edit: FieldEdit,
): FieldPlace {
  if (edit.field === 'header') {
    const field = headerFields.get(edit.name);
    if (field === undefined)
      throw new WriteError('field-unknown', `${name}: the header has no field ${edit.name}`);
    return { at: BigInt(field.at), width: field.width };
  }
  const place = entryPlace(edit.field, edit.index, layout);
  if (place === undefined)
    throw new WriteError('field-absent', `${name}: the file has no ${edit.field}[${edit.index}]`);
  return place;
}

/** `l2` and `l2-bitmap` are indexed by guest cluster, `refcount` by host cluster. */
function entryPlace(field: TableField, index: number, layout: Qcow2Layout): FieldPlace | undefined {
  if (field === 'l1') {
    const room = (layout.l1.clusters * layout.clusterSize) / 8;
    return index < room ? wordAt(layout.l1.offset, index) : undefined;
  }
  if (field === 'refcount') return refcountPlace(index, layout);
  const { clustersPerTable, extended, tables } = layout.l2;
  const table = tables.find(candidate => candidate.index === Math.floor(index / clustersPerTable));
  if (table === undefined || (field === 'l2-bitmap' && !extended)) return undefined;
  const entry = index % clustersPerTable;
  if (!extended) return wordAt(table.offset, entry);
  return wordAt(table.offset, field === 'l2' ? 2 * entry : 2 * entry + 1);
}

function refcountPlace(cluster: number, { refcounts }: Qcow2Layout): FieldPlace | undefined {
  const { bits, clustersPerBlock, blocks } = refcounts;
  const block = blocks.find(candidate => candidate.index === Math.floor(cluster / clustersPerBlock));
  if (block === undefined) return undefined;
  const first = (cluster % clustersPerBlock) * bits;
  const at = block.offset + BigInt(Math.floor(first / 8));
  if (bits < 8) return { at, width: 1, withinByte: { index: (first % 8) / bits, bits } };
  return { at, width: (bits / 8) as 1 | 2 | 4 | 8 };
}

function wordAt(table: bigint, index: number): FieldPlace {
  return { at: table + BigInt(index * 8), width: 8 };
}
