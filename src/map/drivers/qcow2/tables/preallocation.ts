import type { Bytes } from '../../../basics/bytes.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { Unreadable } from '../../../file/unreadable.ts';
import type { Profile } from '../../../profile/profile.ts';
import { isWithinReach } from '../../format/reach.ts';
import type { Header } from '../header/header.ts';
import { type Corruption, hex } from './corruption.ts';
import { countReferenced } from './refcounts.ts';
import { readTable } from './table.ts';

const sector = 512;
/** Bits 0 to 8 of a refcount table entry are reserved. */
const reservedMask = ~0x1ff;

/**
 * Whether the image looks preallocated: its refcounts count clearly more clusters than the host has allocated. Then data
 * clusters in holes of the host file are zeros (qcow2_detect_metadata_preallocation, since 4.1). A damaged refcount block
 * makes the answer no: one that is unaligned, which is reported, or one out of reach.
 */
export function looksPreallocated(
  file: ImageFile,
  header: Header,
  profile: Profile,
  corruption: Corruption,
): boolean {
  if (file.allocated === undefined) return false;
  const clusterSize = 2 ** header.clusterBits;
  const fileLength = Math.ceil(file.length / sector) * sector;
  const clusters = Math.ceil(fileLength / clusterSize);
  const stored = Math.floor(file.allocated / clusterSize);
  const threshold = Math.max(Math.floor((stored * 10) / 9), stored + 2);
  // Most files have too few clusters to get there. Then the blocks are checked, but not read.
  const reachable = clusters >= threshold;

  const perBlock = (clusterSize * 8) / 2 ** header.refcountOrder;
  const tableEntries = (header.refcountTableClusters * clusterSize) / 8;
  const blocks = Math.min(Math.ceil(clusters / perBlock), tableEntries);
  const table = readTable(file, Number(header.refcountTableOffset), blocks);
  let count = 0;
  for (let index = 0; index < blocks; index++) {
    const high = table.halves[2 * index]!;
    const low = (table.halves[2 * index + 1]! & reservedMask) >>> 0;
    if (high === 0 && low === 0) continue;
    // A damaged offset may have more bits than a double.
    const offset = (BigInt(high) << 32n) | BigInt(low);
    if (low % clusterSize !== 0) {
      corruption.report(`Refblock offset 0x${offset.toString(16)} unaligned (reftable index: ${hex(index)})`);
      return false;
    }
    if (!isWithinReach(profile, offset, clusterSize)) return false;
    if (!reachable) continue;
    const entries = Math.min(perBlock, clusters - index * perBlock);
    const block = readIfPossible(file, Number(offset), Math.ceil((entries * 2 ** header.refcountOrder) / 8));
    if (block === undefined) return false;
    count += countReferenced(block, header.refcountOrder, entries, threshold - count);
    if (count >= threshold) return true;
  }
  return false;
}

function readIfPossible(file: ImageFile, offset: number, length: number): Bytes | undefined {
  try {
    return file.read(offset, length);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
