import type { HeaderBacking } from '../recipe/header-backing.ts';
import { headerFields } from '../recipe/header-field.ts';
import type { HeaderExtension, Qcow2Layer } from '../recipe/recipe.ts';
import { putInteger } from './integer.ts';
import type { Qcow2Layout } from './layout.ts';
import { WriteError } from './write-error.ts';

const magic = 0x514649fb;
const backingFormatExtension = 0xe2792aca;
/** Refcounts are 1 << 4 bits wide, as version 2 has them always. */
const refcountOrder = 4;

/**
 * What stands at the start of the header cluster: header, extensions, end marker, backing file name (sections "Header"
 * and "Header extensions" of the specification docs/interop/qcow2). The rest of the cluster is zeros.
 *
 * @throws WriteError `header-length`, `header-full` where it doesn't fit into one cluster.
 */
export function encodeHeader(layer: Qcow2Layer, layout: Qcow2Layout, backing: HeaderBacking): Buffer {
  const length = headerLength(layer);
  const extensions = allExtensions(layer, backing).map(encodeExtension);
  const endMarker = Buffer.alloc(8);
  const name = Buffer.from(backing.name ?? '');
  const front = Buffer.alloc(length);
  const nameAt = [front, ...extensions, endMarker].reduce((sum, part) => sum + part.length, 0);
  if (nameAt + name.length > layout.clusterSize) {
    const needed = nameAt + name.length;
    throw new WriteError(
      'header-full',
      `${layer.name}: header and backing name take ${needed} bytes, more than a cluster`,
    );
  }
  const values: Record<string, bigint | number> = {
    magic,
    version: layer.version,
    backing_file_offset: backing.name === null ? 0 : nameAt,
    backing_file_size: name.length,
    cluster_bits: Math.log2(layout.clusterSize),
    size: layout.virtualSize,
    l1_size: layout.l1.entries,
    l1_table_offset: layout.l1.offset,
    refcount_table_offset: layout.refcounts.table.offset,
    refcount_table_clusters: layout.refcounts.table.clusters,
    ...(layer.version === 3 ? { refcount_order: refcountOrder, header_length: length } : {}),
  };
  for (const [field, value] of Object.entries(values)) putInteger(front, headerFields.get(field)!, value);
  return Buffer.concat([front, ...extensions, endMarker, name]);
}

/** Bytes of the header proper: version 2 has always 72. */
function headerLength(layer: Qcow2Layer): number {
  if (layer.version === 2) return 72;
  const length = layer.headerLength ?? 104;
  if (length < 104 || length > layer.unit) {
    throw new WriteError(
      'header-length',
      `${layer.name}: a header of ${length} bytes is shorter than 104 or longer than a cluster`,
    );
  }
  return length;
}

function allExtensions(layer: Qcow2Layer, { format }: HeaderBacking): HeaderExtension[] {
  const own = layer.extensions ?? [];
  if (format === null) return [...own];
  return [{ type: backingFormatExtension, data: Buffer.from(format).toString('hex') }, ...own];
}

/** Type and length, 4 bytes each, then the data padded to a multiple of 8. */
function encodeExtension({ type, data }: HeaderExtension): Buffer {
  const bytes = Buffer.from(data, 'hex');
  const encoded = Buffer.alloc(8 + Math.ceil(bytes.length / 8) * 8);
  encoded.writeUInt32BE(type, 0);
  encoded.writeUInt32BE(bytes.length, 4);
  bytes.copy(encoded, 8);
  return encoded;
}
