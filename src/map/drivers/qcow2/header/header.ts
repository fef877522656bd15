import { incompatible } from './features.ts';

/**
 * The fixed part of a qcow2 header, unchecked (docs/interop/qcow2, "Header"). In version 2 the header ends after
 * `snapshotsOffset`; the fields after it have the values that version 2 implies.
 */
export interface Header {
  readonly magic: number;
  readonly version: number;
  readonly backingFileOffset: bigint;
  readonly backingFileSize: number;
  readonly clusterBits: number;
  /** Virtual size in bytes. */
  readonly size: bigint;
  readonly cryptMethod: number;
  /** Entries of the active L1 table. */
  readonly l1Size: number;
  readonly l1TableOffset: bigint;
  readonly refcountTableOffset: bigint;
  readonly refcountTableClusters: number;
  readonly snapshotCount: number;
  readonly snapshotsOffset: bigint;
  readonly incompatibleFeatures: bigint;
  readonly autoclearFeatures: bigint;
  readonly refcountOrder: number;
  readonly headerLength: number;
  readonly compressionType: number;
}

/** 'Q', 'F', 'I', 0xfb. */
export const magic = 0x514649fb;

/** The bytes that `parseHeader` needs. */
export const headerBytes = 112;

/** @param bytes the first `headerBytes` of the file, padded with zeros */
export function parseHeader(bytes: Uint8Array): Header {
  const fields = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = fields.getUint32(4);
  const isShort = version < 3;
  const headerLength = isShort ? 72 : fields.getUint32(100);
  return {
    magic: fields.getUint32(0),
    version,
    backingFileOffset: fields.getBigUint64(8),
    backingFileSize: fields.getUint32(16),
    clusterBits: fields.getUint32(20),
    size: fields.getBigUint64(24),
    cryptMethod: fields.getUint32(32),
    l1Size: fields.getUint32(36),
    l1TableOffset: fields.getBigUint64(40),
    refcountTableOffset: fields.getBigUint64(48),
    refcountTableClusters: fields.getUint32(56),
    snapshotCount: fields.getUint32(60),
    snapshotsOffset: fields.getBigUint64(64),
    incompatibleFeatures: isShort ? 0n : fields.getBigUint64(72),
    autoclearFeatures: isShort ? 0n : fields.getBigUint64(88),
    refcountOrder: isShort ? 4 : fields.getUint32(96),
    headerLength,
    compressionType: headerLength > 104 ? fields.getUint8(104) : 0,
  };
}

/** Where the header extensions end, in bytes: at the backing file name, else at the end of the first cluster. */
export function extensionsEnd(header: Header): number {
  return header.backingFileOffset === 0n ? 2 ** header.clusterBits : Number(header.backingFileOffset);
}

/** Whether an incompatible feature bit (features.ts) is set. */
export function hasFeature(header: Header, feature: bigint): boolean {
  return (header.incompatibleFeatures & feature) !== 0n;
}

/** Guest bytes that one L1 entry covers, as a power of two. L2 entries have 8 bytes, extended ones 16. */
export function l1Shift(header: Header): number {
  const entryBits = hasFeature(header, incompatible.extendedL2) ? 4 : 3;
  return header.clusterBits + header.clusterBits - entryBits;
}
