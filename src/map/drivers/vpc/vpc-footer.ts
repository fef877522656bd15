import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { Profile } from '../../profile/profile.ts';
import { refusalWithoutText } from '../format/without-text.ts';

/** Bytes of a footer. */
export const footerBytes = 512;

export const footerMagic = 'conectix';

const sector = 512;
const fixedType = 2;

/** The largest geometry stands for `see the size`. */
const largestGeometry = 65_535 * 16 * 255;
const mostSectors = 0xff00_0000;

/** How `force_size_calc` says that the size is found; absent: as the creator of the image means it. */
export type SizeCalculation = 'chs' | 'current_size' | undefined;

/** The footer of a VPC image, whose copy stands at the start of a dynamic one. Offsets and sizes are bytes. */
export interface VpcFooter {
  /** It stands at the start, and a dynamic header follows it. */
  readonly isAtStart: boolean;
  readonly isFixed: boolean;
  readonly dynamicHeaderOffset: bigint;
  /** A multiple of 512. */
  readonly virtualSize: number;
}

/**
 * Finds, reads and checks the footer, in qemu's order (block/vpc.c).
 *
 * @throws Refusal
 */
export function readVpcFooter(file: ImageFile, calculation: SizeCalculation, profile: Profile): VpcFooter {
  const copy = readOrRefuse('Unable to read VHD header', () => file.read(0, footerBytes), 'text alone');
  const isAtStart = hasMagic(copy);
  const footer = isAtStart ? copy : footerAtEnd(file, profile);
  if (footer.readUInt32BE(64) !== checksumOf(footer)) throw new Refusal('Incorrect header checksum');
  const sectors = sectorsOf(footer, calculation, profile);
  if (sectors > mostSectors) throw refusalWithoutText(file, 'File too large');
  return {
    isAtStart,
    isFixed: footer.readUInt32BE(60) === fixedType,
    dynamicHeaderOffset: footer.readBigUInt64BE(16),
    virtualSize: sectors * sector,
  };
}

function footerAtEnd(file: ImageFile, { vpcOddFooter }: Profile): Bytes {
  if (file.lengthError !== undefined) throw new Refusal('Invalid file size');
  const length = Math.ceil(file.length / sector) * sector;
  if (length < footerBytes) throw new Refusal('File too small for a VHD header');
  const footer = file.read(length - footerBytes, footerBytes);
  const isRefused = footer.readUInt32BE(60) !== fixedType && vpcOddFooter === 'refused';
  if (!hasMagic(footer) || isRefused) throw new Refusal('invalid VPC image');
  return footer;
}

function hasMagic(footer: Bytes): boolean {
  return footer.hasText(footerMagic);
}

/** The complement of the sum of all bytes but those of the checksum itself. */
function checksumOf(footer: Bytes): number {
  const sum = footer.reduce((before, byte, at) => (at >= 64 && at < 68 ? before : before + byte), 0);
  return ~sum >>> 0;
}

function sectorsOf(footer: Bytes, calculation: SizeCalculation, profile: Profile): number {
  const geometry = footer.readUInt16BE(56) * footer.readUInt8(58) * footer.readUInt8(59);
  const byGeometry = calculation === 'chs' || hasGeometry(footer.latin1(28, 32), profile);
  if (byGeometry && geometry !== largestGeometry && calculation !== 'current_size') return geometry;
  return Number(footer.readBigUInt64BE(48) / BigInt(sector));
}

/** Creators whose images have the size in the footer, and creators whose images have that of the geometry. */
const bySize = ['win ', 'qem2', 'd2v ', 'tap\0', 'CTXS'];
const ofVirtualPc = ['vpc ', 'qemu'];

/** @param creator four characters */
function hasGeometry(creator: string, { vpcGeometry }: Profile): boolean {
  return vpcGeometry === 'unless-known' ? !bySize.includes(creator) : ofVirtualPc.includes(creator);
}
