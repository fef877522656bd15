import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import { withSizeError } from '../../node/size-error.ts';
import { refusalWithoutText } from '../format/without-text.ts';

/** A part of the file. Bytes; both are below its length, so they are exact. */
export interface Part {
  readonly offset: number;
  readonly length: number;
}

/** What map needs of the trailer of a disk image of macOS. */
export interface DmgTrailer {
  /** Where the data fork begins in the file, in bytes. */
  readonly dataFork: number;
  readonly resourceFork: Part;
  readonly propertyList: Part;
  /** The virtual size, in sectors of 512 bytes; below 2^63. */
  readonly sectors: bigint;
}

const magic = 'koly';
const trailerBytes = 512;
/** Bytes that may follow the trailer. */
const mostBehind = 511;

/** Where the fields are in the trailer, in bytes. */
const dataForkAt = 0x18;
const resourceForkAt = 0x28;
const propertyListAt = 0xd8;
const sectorsAt = 0x1ec;

/**
 * Finds, reads and checks the trailer in qemu's order (block/dmg.c, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function readDmgTrailer(file: ImageFile): DmgTrailer {
  const trailerAt = findTrailer(file);
  const invalid = (): Refusal => refusalWithoutText(file, 'Invalid argument');
  const field = (at: number): bigint => file.read(trailerAt + at, 8).readBigUInt64BE(0);
  const partAt = (at: number): Part => {
    const [offset, length] = [field(at), field(at + 8)];
    if (offset >= trailerAt || length > BigInt(trailerAt) - offset) throw invalid();
    return { offset: Number(offset), length: Number(length) };
  };
  const dataFork = field(dataForkAt);
  if (dataFork > trailerAt) throw invalid();
  const resourceFork = partAt(resourceForkAt);
  const propertyList = partAt(propertyListAt);
  const sectors = field(sectorsAt);
  if (sectors >= 2n ** 63n) throw invalid();
  return { dataFork: Number(dataFork), resourceFork, propertyList, sectors };
}

/** Where the trailer is in the file, in bytes. */
function findTrailer(file: ImageFile): number {
  if (file.lengthError !== undefined) {
    throw new Refusal(withSizeError('Failed to get file size while reading UDIF trailer', file.lengthError));
  }
  const length = Math.ceil(file.length / trailerBytes) * trailerBytes;
  if (length < trailerBytes) {
    throw new Refusal(`dmg file must be at least ${trailerBytes} bytes long`);
  }
  const first = Math.max(0, length - trailerBytes - mostBehind);
  const bytes = Math.min(length, mostBehind + magic.length);
  const end = readOrRefuse('Failed while reading UDIF trailer', () => file.read(first, bytes));
  const at = end.indexOfText(magic);
  if (at < 0) throw new Refusal('Could not locate UDIF trailer in dmg file');
  return first + at;
}
