import { deflateRawSync } from 'node:zlib';
import { noise } from './noise.ts';
import { WriteError } from './write-error.ts';

/** So many different contents of a compressed cluster occur for each cluster size. */
const variants = 4;
/** Their noise begins at a key that the slots of small files don't reach. */
const firstKey = 50_000;

const known = new Map<string, Buffer>();

/**
 * The stored bytes of a compressed cluster: deflated noise, then zeros up to `room` bytes. A raw deflate stream with a
 * window of 2^12 bytes, as the section "Compressed Clusters Descriptor" of the specification docs/interop/qcow2 asks.
 *
 * @throws WriteError `deflate-too-long` where the noise doesn't deflate into the room.
 */
export function compressedCluster(clusterSize: number, room: number, ordinal: number): Buffer {
  const variant = ordinal % variants;
  const key = `${clusterSize} ${variant}`;
  const stored = known.get(key) ?? deflated(clusterSize, room, variant);
  known.set(key, stored);
  return stored;
}

function deflated(clusterSize: number, room: number, variant: number): Buffer {
  const stream = deflateRawSync(compressedContent(clusterSize, variant), { windowBits: 12 });
  if (stream.length > room) {
    throw new WriteError(
      'deflate-too-long',
      `a compressed cluster takes ${stream.length} bytes, more than ${room}`,
    );
  }
  return Buffer.concat([stream], room);
}

/** What the guest reads in the compressed cluster `ordinal`, in guest order. */
export function compressedContent(clusterSize: number, ordinal: number): Buffer {
  return noise(firstKey + (ordinal % variants), clusterSize);
}
