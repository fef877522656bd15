import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { Profile } from '../../profile/profile.ts';
import { hasItsChecksum } from './crc32c.ts';

/** What map needs of a header of a VHDX image: where its log is. Offsets and lengths are bytes. */
export interface VhdxHeader {
  /** 16 bytes, all zero if there is no log. */
  readonly logGuid: Bytes;
  readonly logVersion: number;
  readonly logLength: number;
  readonly logOffset: bigint;
}

export const fileSignature = 'vhdxfile';

const places = [65_536, 131_072] as const;
const checkedBytes = 4096;
const headerBytes = 80;
const signature = 'head';
const version = 1;

/**
 * The current one of the two headers: the one with the higher sequence number (vhdx_parse_header, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function readVhdxHeader(file: ImageFile, profile: Profile): VhdxHeader {
  const read = (): Bytes[] => places.map(place => file.read(place, checkedBytes));
  const [first, second] = readOrRefuse('No valid VHDX header found', read).map(soundHeader);
  if (first === undefined || second === undefined) return parse(first ?? second ?? refuse(profile));
  const [one, other] = [sequenceOf(first), sequenceOf(second)];
  if (one === other && !first.equals(second)) refuse(profile);
  return parse(other > one ? second : first);
}

/** The bytes of a header that count, or undefined. */
function soundHeader(bytes: Bytes): Bytes | undefined {
  const isSound = hasItsChecksum(bytes) && bytes.hasText(signature) && bytes.readUInt16LE(66) === version;
  return isSound ? bytes.subarray(0, headerBytes) : undefined;
}

function sequenceOf(header: Bytes): bigint {
  return header.readBigUInt64LE(8);
}

function parse(header: Bytes): VhdxHeader {
  return {
    logGuid: header.subarray(48, 64),
    logVersion: header.readUInt16LE(64),
    logLength: header.readUInt32LE(68),
    logOffset: header.readBigUInt64LE(72),
  };
}

function refuse({ errnoLeftOver }: Profile): never {
  throw new Refusal(`No valid VHDX header found${errnoLeftOver ? `: Unknown error -${checkedBytes}` : ''}`);
}
