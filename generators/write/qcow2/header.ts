import type { HeaderBacking } from '../../recipe/backing.ts';
import { defaultHeaderLength } from '../../recipe/qcow2/default-header-length.ts';
import { headerFields } from '../../recipe/qcow2/header-field.ts';
import type { HeaderExtension, Qcow2Layer } from '../../recipe/recipe.ts';
import { putFields, putInteger } from '../integer.ts';
import { luksAreaOf } from '../luks/luks-area.ts';
import { WriteError } from '../write-error.ts';
import { bitmapDirectoryLength } from './bitmaps/bitmap-directory.ts';
import type { Qcow2Layout } from './layout/qcow2-layout.ts';

const magic = 0x514649fb;
const backingFormatExtension = 0xe2792aca;
const dataFileExtension = 0x44415441;
const luksExtension = 0x0537be77;
const bitmapsExtension = 0x23852875;
const cryptMethods = { aes: 1, luks: 2 } as const;

/**
 * The start of the header cluster: header, extensions, end marker, backing file name (sections "Header" and "Header
 * extensions" of the specification docs/interop/qcow2). The rest of the cluster is zeros.
 *
 * @throws WriteError `header-length`, or `header-full` if the header doesn't fit into one cluster.
 */
export function encodeHeader(layer: Qcow2Layer, layout: Qcow2Layout, backing: HeaderBacking): Buffer {
  const length = headerLength(layer);
  const extensions = allExtensions(layer, layout, backing).map(encodeExtension);
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
    crypt_method: layer.encryption === undefined ? 0 : cryptMethods[layer.encryption.method],
    l1_size: layout.l1.entries,
    l1_table_offset: layout.l1.offset,
    refcount_table_offset: layout.refcounts.table.offset,
    refcount_table_clusters: layout.refcounts.table.clusters,
    nb_snapshots: layout.snapshots.mappings.length,
    snapshots_offset: layout.snapshots.clusters > 0 ? layout.snapshots.offset : 0,
    ...(layer.version === 3 ? version3Values(layer, layout, length) : {}),
  };
  putFields(front, headerFields, values);
  return Buffer.concat([front, ...extensions, endMarker, name]);
}

/** The header fields that version 2 doesn't have. */
function version3Values(
  layer: Qcow2Layer,
  layout: Qcow2Layout,
  length: number,
): Record<string, bigint | number> {
  const incompatible = [
    layer.dirty,
    layer.corrupt,
    layer.dataFile !== undefined,
    layer.compression !== undefined,
    layer.extendedL2,
  ];
  return {
    incompatible_features: bits(incompatible),
    compatible_features: bits([layer.lazyRefcounts]),
    autoclear_features: bits([layer.bitmaps !== undefined, layer.dataFileRaw]),
    refcount_order: Math.log2(layout.refcounts.bits),
    header_length: length,
    ...(layer.compression === undefined ? {} : { compression_type: 1 }),
  };
}

/** A number with these bits, from bit 0 on. */
function bits(values: readonly (boolean | undefined)[]): number {
  return values.reduce((sum, value, bit) => sum + (value === true ? 2 ** bit : 0), 0);
}

/** Bytes of the header without its extensions. Version 2 always has 72. */
function headerLength(layer: Qcow2Layer): number {
  const least = defaultHeaderLength(layer);
  if (layer.version === 2) return least;
  const length = layer.headerLength ?? least;
  if (length < least || length > layer.unit) {
    throw new WriteError(
      'header-length',
      `${layer.name}: a header of ${length} bytes is shorter than ${least} or longer than a cluster`,
    );
  }
  return length;
}

/**
 * The extensions for backing format, data file name, LUKS header and bitmaps if the layer has these, then those of the recipe.
 */
function allExtensions(layer: Qcow2Layer, layout: Qcow2Layout, { format }: HeaderBacking): HeaderExtension[] {
  const named = (type: number, name: string | null | undefined): HeaderExtension[] =>
    name == null ? [] : [{ type, data: Buffer.from(name).toString('hex') }];
  return [
    ...named(backingFormatExtension, format),
    ...named(dataFileExtension, layer.dataFile),
    ...luksPlace(layer, layout),
    ...bitmapsPlace(layer, layout),
    ...(layer.extensions ?? []),
  ];
}

function luksPlace(layer: Qcow2Layer, { luks }: Qcow2Layout): HeaderExtension[] {
  const area = luksAreaOf(layer);
  if (area === undefined) return [];
  const data = Buffer.alloc(16);
  data.writeBigUInt64BE(luks.offset, 0);
  data.writeBigUInt64BE(BigInt(area.length), 8);
  return [{ type: luksExtension, data: data.toString('hex') }];
}

/** The number of the bitmaps; bytes and place of their directory (section "Bitmaps extension" of the specification). */
function bitmapsPlace({ bitmaps }: Qcow2Layer, { bitmaps: places }: Qcow2Layout): HeaderExtension[] {
  if (bitmaps === undefined) return [];
  const data = Buffer.alloc(24);
  putInteger(data, { at: 0, width: 4 }, bitmaps.length);
  putInteger(data, { at: 8, width: 8 }, bitmapDirectoryLength(bitmaps));
  putInteger(data, { at: 16, width: 8 }, places.offset);
  return [{ type: bitmapsExtension, data: data.toString('hex') }];
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
