/** One deliberate change of the written file: a named field gets a value, bytes are overwritten, or the length changes. */
export type Edit =
  | { readonly field: 'header'; readonly name: string; readonly value: bigint }
  | { readonly field: TableField; readonly index: number; readonly value: bigint }
  | { readonly field: 'byte'; readonly at: bigint; readonly bytes: string }
  | { readonly field: 'length'; readonly value: bigint };

/**
 * A table whose entries an edit can change. The index counts L1 entries for `l1`, guest clusters for `l2` (the first 64
 * bits of the entry) and `l2-bitmap` (the bitmap after them, with extended L2 entries), host clusters for `refcount`, blocks
 * for `table`, the one table of a block format.
 */
export type TableField = 'l1' | 'l2' | 'l2-bitmap' | 'refcount' | 'table';

/** An edit of a named field: a format says where the field stands in its file. */
export type FieldEdit = Exclude<Edit, { field: 'byte' | 'length' }>;
