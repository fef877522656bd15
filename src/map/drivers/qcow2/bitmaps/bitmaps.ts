import { Refusal } from '../../../basics/error.ts';
import type { Notice } from '../../../basics/notice.ts';
import type { Profile } from '../../../profile/profile.ts';
import type { ExtensionData } from '../header/extension-data.ts';
import { autoclear } from '../header/features.ts';
import type { Header } from '../header/header.ts';

const maxBitmaps = 65535;
const maxDirectoryBytes = 65535n * 1024n;

/** The bitmaps extension: where the bitmap directory is in the file, in bytes. */
export interface BitmapsExtension {
  /** The entries of the directory. */
  readonly count: number;
  readonly directoryBytes: number;
  readonly directoryOffset: bigint;
}

/**
 * Reads the bitmaps extension (docs/interop/qcow2, "Bitmaps extension").
 *
 * @returns undefined if the autoclear bit is off: then the bitmaps don't count, and qemu warns
 * @throws Refusal
 */
export function readBitmapsExtension(
  data: ExtensionData,
  header: Header,
  profile: Profile,
  notice: Notice,
): BitmapsExtension | undefined {
  const leftOver = (number: number): string => (profile.errnoLeftOver ? `: Unknown error ${number}` : '');
  if (data.length !== 24) {
    throw new Refusal(`bitmaps_ext: Invalid extension length${leftOver(-8)}`);
  }
  if ((header.autoclearFeatures & autoclear.bitmaps) === 0n) {
    notice(header.version < 3 ? oldVersion : strangeWriter);
    return undefined;
  }
  const bytes = data.read('bitmaps_ext: Could not read ext header');
  const count = bytes.readUInt32BE(0);
  const directoryBytes = bytes.readBigUInt64BE(8);
  const directoryOffset = bytes.readBigUInt64BE(16);
  if (bytes.readUInt32BE(4) !== 0) {
    throw new Refusal(`bitmaps_ext: Reserved field is not zero${leftOver(-24)}`);
  }
  if (count > maxBitmaps) {
    const limit = `exceeding the QEMU supported maximum of ${maxBitmaps}`;
    throw new Refusal(`bitmaps_ext: Image has ${count} bitmaps, ${limit}`);
  }
  if (count === 0) throw new Refusal('found bitmaps extension with zero bitmaps');
  if (directoryOffset % 2n ** BigInt(header.clusterBits) !== 0n) {
    throw new Refusal('bitmaps_ext: invalid bitmap directory offset');
  }
  if (directoryBytes > maxDirectoryBytes) {
    const limit = `exceeds the maximum supported size (${maxDirectoryBytes})`;
    throw new Refusal(`bitmaps_ext: bitmap directory size (${directoryBytes}) ${limit}`);
  }
  return { count, directoryBytes: Number(directoryBytes), directoryOffset };
}

const leaked = `Some clusters may be leaked, run 'qemu-img check -r' on the image file to fix.`;
/** Neither warning ends with a line feed. */
const strangeWriter =
  'qemu-img: warning: a program lacking bitmap support modified this file, so all bitmaps are now considered ' +
  `inconsistent\n${leaked}`;
const oldVersion =
  'qemu-img: warning: This qcow2 v2 image contains bitmaps, but they may have been modified by a program without ' +
  'persistent bitmap support; so now they must all be considered inconsistent\n' +
  leaked;
