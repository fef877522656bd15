import type { HeaderField } from '../header-field.ts';

/** The header fields that an edit can name (section "Header" of the specification docs/interop/qcow2). */
export const headerFields: ReadonlyMap<string, HeaderField> = new Map([
  ['magic', { at: 0, width: 4 }],
  ['version', { at: 4, width: 4 }],
  ['backing_file_offset', { at: 8, width: 8 }],
  ['backing_file_size', { at: 16, width: 4 }],
  ['cluster_bits', { at: 20, width: 4 }],
  ['size', { at: 24, width: 8 }],
  ['crypt_method', { at: 32, width: 4 }],
  ['l1_size', { at: 36, width: 4 }],
  ['l1_table_offset', { at: 40, width: 8 }],
  ['refcount_table_offset', { at: 48, width: 8 }],
  ['refcount_table_clusters', { at: 56, width: 4 }],
  ['nb_snapshots', { at: 60, width: 4 }],
  ['snapshots_offset', { at: 64, width: 8 }],
  ['incompatible_features', { at: 72, width: 8 }],
  ['compatible_features', { at: 80, width: 8 }],
  ['autoclear_features', { at: 88, width: 8 }],
  ['refcount_order', { at: 96, width: 4 }],
  ['header_length', { at: 100, width: 4 }],
  ['compression_type', { at: 104, width: 1 }],
]);
