import type { Bytes } from '../../basics/bytes.ts';
import { Abort, Refusal, Unsupported } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readThrough } from '../../file/read-through.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { Context } from '../../node/opening.ts';
import { reachOf } from '../format/reach.ts';
import { BitmapChecks } from './bitmap-feature.ts';
import { type ParallelsHeader, sector } from './parallels-header.ts';

const magic = 0xab23_4cef_23dc_ea87n;
const magicBytes = 8;
/** The bytes of its magic and its MD5 digest. */
const headerBytes = 24;
const featureHeaderBytes = 24;
const endOfFeatures = 0n;
const dirtyBitmap = 0x2038_5fae_252c_b34an;
const signedEnd = 2n ** 63n;

/**
 * Checks the format extension of an image, one cluster with features, in qemu's order (block/parallels-ext.c, 7.2 to 11.1).
 * The bitmaps in it don't change a map.
 *
 * @throws Refusal
 * @throws Abort where an assertion of qemu fails
 * @throws Unsupported where qemu reads past the end of the cluster in its memory
 */
export function checkFormatExtension(
  file: ImageFile,
  header: ParallelsHeader,
  { profile, host }: Context,
): void {
  const clusterBytes = header.clusterSectors * sector;
  const offset = BigInt.asUintN(64, header.extensionSector * BigInt(sector));
  if (offset === 0n || offset >= signedEnd) {
    throw new Abort('the format extension has a negative offset', 'Correct the offset in the header.');
  }
  const unreadable = 'Failed to read Format Extension cluster';
  reachOf(profile)(offset, clusterBytes, unreadable);
  const at = Number(offset);
  // A cluster may have 2 GiB, and most files that end before it have no magic: it is in memory only where there is one.
  const found = readOrRefuse(unreadable, () => {
    readThrough(file, at, clusterBytes);
    return file.read(at, magicBytes).readBigUInt64LE(0);
  });
  if (found !== magic) {
    throw new Refusal(`Wrong parallels Format Extension magic: ${hex(found)}, expected: ${hex(magic)}`);
  }
  const cluster = readOrRefuse(unreadable, () => file.read(at, clusterBytes));
  const digest = host.cryptography.digest('md5', cluster.subarray(headerBytes));
  if (cluster.latin1(8, headerBytes) !== digest) {
    throw new Refusal('Wrong checksum in Format Extension header. Format extension is corrupted.');
  }
  checkFeatures(cluster, new BitmapChecks(file, header, profile));
}

function checkFeatures(cluster: Bytes, bitmaps: BitmapChecks): void {
  // qemu takes only headers off this count, not the data of features.
  let remaining = cluster.length - headerBytes;
  let at = headerBytes;
  for (;;) {
    if (remaining < featureHeaderBytes) throw shortFeature(remaining);
    remaining -= featureHeaderBytes;
    checkInside(cluster, at + featureHeaderBytes);
    const feature = cluster.readBigUInt64LE(at);
    const flags = cluster.readBigUInt64LE(at + 8);
    const length = cluster.readUInt32LE(at + 16);
    at += featureHeaderBytes;
    if (flags !== 0n) throw new Refusal('Flags for extension feature are unsupported');
    if (length > remaining) throw new Refusal('Feature data_size exceedes Format Extension cluster');
    if (feature === endOfFeatures) return;
    if (feature !== dirtyBitmap) throw new Refusal(`Unknown feature: ${hex(feature)}`);
    bitmaps.check(length, bytes => {
      checkInside(cluster, at + bytes);
      return cluster.subarray(at, at + bytes);
    });
    at = Math.ceil((at + length) / 8) * 8;
  }
}

function shortFeature(remaining: number): Refusal {
  return new Refusal(
    `Can not read feature header, as remaining bytes (${remaining}) in Format Extension is less than ` +
      `Feature header size (${featureHeaderBytes})`,
  );
}

function checkInside(cluster: Bytes, end: number): void {
  if (end > cluster.length) throw new Unsupported('a Parallels format extension that ends past its cluster');
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
