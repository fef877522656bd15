import type { ByteString } from '../../basics/byte-string.ts';
import { Bytes } from '../../basics/bytes.ts';

/** One of the eight key slots of a LUKS header. Each may hold the master key, encrypted by the key of a password. */
export interface KeySlot {
  /** One of `slotStates`; in a damaged header any number. */
  readonly state: number;
  readonly iterations: number;
  readonly salt: Bytes;
  /** Where the key material begins, in sectors of 512 bytes from the header. */
  readonly sector: number;
  /** The pieces that the key is split into. */
  readonly stripes: number;
}

/** A LUKS 1 header, unchecked ("LUKS On-Disk Format Specification", version 1.2.3). */
export interface LuksHeader {
  readonly magic: ByteString;
  readonly version: number;
  /** The names, each up to its NUL byte. It lies behind the field, and the name is `nameBytes` long or longer, if the field has none. */
  readonly cipherName: ByteString;
  readonly cipherMode: ByteString;
  readonly hash: ByteString;
  /** Where the encrypted data begin, in sectors of 512 bytes. In qcow2 no data are there. */
  readonly payloadSector: number;
  /** The bytes of the master key. */
  readonly keyLength: number;
  readonly digest: Bytes;
  readonly salt: Bytes;
  readonly iterations: number;
  readonly slots: readonly KeySlot[];
}

export const magic = 'LUKS\xba\xbe';

export const slotStates = { active: 0x00ac71f3, inactive: 0x0000dead } as const;

/** The bytes that `parseLuksHeader` needs. */
export const luksHeaderBytes = 592;

const slotCount = 8;
const slotBytes = 48;
const slotsAt = 208;

/** The bytes of the field of a name. */
export const nameBytes = 32;

/** @param bytes the first `luksHeaderBytes` of the header */
export function parseLuksHeader(bytes: Bytes): LuksHeader {
  const memory = inHostOrder(bytes);
  const name = (at: number): ByteString => memory.subarray(at).latin1ToZero();
  return {
    magic: bytes.latin1(0, 6),
    version: bytes.readUInt16BE(6),
    cipherName: name(8),
    cipherMode: name(40),
    hash: name(72),
    payloadSector: bytes.readUInt32BE(104),
    keyLength: bytes.readUInt32BE(108),
    digest: bytes.subarray(112, 132),
    salt: bytes.subarray(132, 164),
    iterations: bytes.readUInt32BE(164),
    slots: Array.from({ length: slotCount }, (_, index) => parseSlot(bytes, slotsAt + index * slotBytes)),
  };
}

/** The header as it lies in qemu's memory, where a name without an end runs into the numbers behind it. */
function inHostOrder(bytes: Bytes): Bytes {
  const memory = new Bytes(bytes.length);
  memory.set(bytes);
  const slotNumbers = Array.from({ length: slotCount }, (_, index) =>
    [0, 4, 40, 44].map(at => slotsAt + index * slotBytes + at),
  );
  for (const at of [104, 108, 164, ...slotNumbers.flat()]) memory.writeUInt32LE(bytes.readUInt32BE(at), at);
  return memory;
}

function parseSlot(bytes: Bytes, at: number): KeySlot {
  return {
    state: bytes.readUInt32BE(at),
    iterations: bytes.readUInt32BE(at + 4),
    salt: bytes.subarray(at + 8, at + 40),
    sector: bytes.readUInt32BE(at + 40),
    stripes: bytes.readUInt32BE(at + 44),
  };
}
