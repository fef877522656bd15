import { deflateRawSync } from 'node:zlib';
import type { Qcow2Layer } from '../../../recipe/recipe.ts';
import { noise } from '../../noise.ts';
import { WriteError } from '../../write-error.ts';
import { zstdOfDigits, zstdOfRepeated } from './zstd-frame.ts';

/** The number of different contents of a compressed cluster, for each cluster size. */
const variants = 4;
/** The first noise key of compressed clusters. The slots of small files don't reach this key. */
const firstKey = 50_000;
/** Every other content repeats this many bytes of noise, and so compresses well. */
const repeated = 64;

const known = new Map<string, Buffer>();

/**
 * Bytes of the file set aside for compressed cluster `ordinal`. Contents that repeat take less. Odd numbers let the
 * next cluster begin at any byte of a sector, as in files that qemu writes.
 */
export function compressedRoom(clusterSize: number, ordinal: number): number {
  const quarter = clusterSize / 4;
  const rooms = [3 * quarter, quarter - 1, 3 * quarter, 2 * quarter + 2];
  return rooms[ordinal % variants]!;
}

/**
 * The stream of a compressed cluster; zeros follow up to its room. A raw deflate stream has a window of 2^12 bytes (section
 * "Compressed Clusters Descriptor" of the specification docs/interop/qcow2). The result is shared memory and must not be written to.
 *
 * Each is compressed once: the longest takes 30 ms, and one case in a hundred has such ones. A process that has met all cluster sizes
 * keeps 4.6 MB of deflate, and 4.2 of zstd; with the zeros it would be twice as much.
 *
 * @throws WriteError `compressed-too-long` if the stream doesn't fit the room.
 */
export function compressedStream(
  clusterSize: number,
  ordinal: number,
  compression: Qcow2Layer['compression'],
): Buffer {
  const variant = ordinal % variants;
  const key = `${clusterSize} ${variant} ${compression}`;
  const stream = known.get(key) ?? compress(clusterSize, variant, compression);
  known.set(key, stream);
  return stream;
}

function compress(clusterSize: number, variant: number, compression: Qcow2Layer['compression']): Buffer {
  const content = compressedContent(clusterSize, variant);
  const room = compressedRoom(clusterSize, variant);
  const zstd = repeats(variant) ? zstdOfRepeated : zstdOfDigits;
  const stream = compression === 'zstd' ? zstd(content) : deflateRawSync(content, { windowBits: 12 });
  if (stream.length > room) {
    throw new WriteError(
      'compressed-too-long',
      `a compressed cluster takes ${stream.length} bytes, more than ${room}`,
    );
  }
  // A short one of zlib is a part of 16 KiB.
  return Buffer.concat([stream]);
}

/** The guest's bytes in compressed cluster `ordinal`, counted in guest order. */
export function compressedContent(clusterSize: number, ordinal: number): Buffer {
  const variant = ordinal % variants;
  const key = firstKey + variant;
  return repeats(variant) ? Buffer.alloc(clusterSize, noise(key, repeated)) : noise(key, clusterSize);
}

function repeats(variant: number): boolean {
  return variant % 2 === 1;
}
