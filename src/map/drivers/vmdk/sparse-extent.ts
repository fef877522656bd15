import type { Bytes } from '../../basics/bytes.ts';
import { Abort, Refusal, Unsupported } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { isOpenedReadOnly } from '../../node/auto-read-only.ts';
import type { CommonOptions } from '../../node/common-options.ts';
import type { Profile } from '../../profile/profile.ts';
import type { BlockTables } from '../format/block-image.ts';
import { type CowdHeader, cowdMagic, readCowdHeader } from './cowd-header.ts';
import type { SparseExtent } from './extent.ts';
import { grainTables } from './grains/grain-tables.ts';
import { readSeSparseHeader } from './se-sparse/se-sparse-header.ts';
import { seSparseTables } from './se-sparse/se-sparse-tables.ts';
import { asBytes } from './sectors.ts';
import {
  checkSparseHeader,
  headerOrFooter,
  readHeader,
  readSparseHeader,
  sparseMagic,
} from './sparse-header.ts';

/** What a sparse extent is opened with. */
export interface SparseOpening {
  /** The file of the image, which is another one than that of an extent that a descriptor lists. */
  readonly image: ImageFile;
  /** Of the image, which is not `writable` any more once an extent has opened it read-only. */
  readonly common: CommonOptions;
  readonly profile: Profile;
}

/** Which kind of sparse file the first bytes say. */
export function magicOf(head: Bytes): 'KDMV' | 'COWD' | undefined {
  const magic = head.subarray(0, sparseMagic.length).latin1();
  return magic === sparseMagic || magic === cowdMagic ? magic : undefined;
}

/**
 * Opens a file of the kind KDMV or COWD as an extent.
 *
 * @param head the start of the file
 * @returns where the descriptor begins in the file, in bytes, if the file has no grains and stands for a descriptor
 * @throws Refusal, Unsupported
 */
export function openSparse(
  file: ImageFile,
  head: Bytes,
  opening: SparseOpening,
): SparseExtent | { readonly descriptor: bigint } {
  const magic = magicOf(head);
  if (magic === undefined) throw new Refusal('Image not in VMDK format');
  return magic === sparseMagic ? openKdmv(file, opening) : openCowd(file, opening);
}

function openKdmv(file: ImageFile, opening: SparseOpening): SparseExtent | { readonly descriptor: bigint } {
  const bytes = readHeader(file);
  const first = readSparseHeader(bytes);
  if (first.capacity === 0n && first.descriptor !== 0n) return { descriptor: asBytes(first.descriptor) };
  const header = headerOrFooter(bytes, file, opening.image);
  checkSparseHeader(header, file, opening.common);
  const tables = grainTables(file, header.layout, header, opening.profile);
  const sectors = BigInt.asIntN(64, header.capacity);
  return { kind: 'sparse', file, sectors, tables, refusesWrites: false };
}

const noGrainTraits = { isCompressed: false, hasZeroGrains: false, hasMarkers: false };

function openCowd(file: ImageFile, { profile }: SparseOpening): SparseExtent {
  const header = readCowdHeader(readHeader(file));
  const tables = grainTables(file, header.layout, noGrainTraits, profile);
  const kept = withKeptSectors(tables, header);
  return { kind: 'sparse', file, sectors: header.capacity, tables: kept, refusesWrites: false };
}

/**
 * The tables of an extent as qemu finds them: it keeps the sectors that a table covers in 32 bits.
 *
 * @throws Unsupported if less than all of them is kept, and the extent has more sectors than that
 */
function withKeptSectors({ plain, ...tables }: BlockTables, { capacity, layout }: CowdHeader): BlockTables {
  const sectors = layout.grainSectors * BigInt(layout.grainsPerTable);
  const kept = BigInt.asUintN(32, sectors);
  // Not even entries that the kernel could read are looked at.
  if (kept === 0n) return { ...tables, read: divideByZero };
  if (kept < sectors && capacity > kept) {
    throw new Unsupported(`a COWD file with grains of ${layout.grainSectors} sectors`);
  }
  return { ...tables, ...(plain && { plain }) };
}

function divideByZero(): never {
  throw new Abort('a division by zero', 'Check the grain size in the header of the image.');
}

/**
 * Opens a file of the kind seSparse as an extent.
 *
 * @throws Refusal
 */
export function openSeSparse(file: ImageFile, { common, profile }: SparseOpening): SparseExtent {
  const refusesWrites = isOpenedReadOnly(common, 'No write support for seSparse images available');
  const header = readSeSparseHeader(file, profile);
  const tables = seSparseTables(file, header, profile);
  const sectors = BigInt.asIntN(64, header.capacity);
  return { kind: 'sparse', file, sectors, tables, refusesWrites };
}
