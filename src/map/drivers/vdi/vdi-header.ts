import { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';

/** What map needs of the header of a VDI image. Offsets and sizes are bytes. */
export interface VdiHeader {
  /** A static image: all blocks were allocated when it was made, so holes of its file count. */
  readonly isStatic: boolean;
  readonly mapOffset: number;
  readonly dataOffset: number;
  /** A multiple of 512. */
  readonly virtualSize: number;
  /** How many blocks the block map has room for. */
  readonly blocks: number;
}

/** Bytes of a header. */
export const headerBytes = 512;

/** Bytes of a block. qemu reads no other size. */
export const blockBytes = 1_048_576;

export const signature = 0xbeda107f;

const supportedVersion = 0x0001_0001;
const staticType = 2;
const sector = 512;
const mostBlocks = 0x1fff_ff80;
const largestSize = BigInt(mostBlocks) * BigInt(blockBytes);
const noUuid = new Bytes(16);

/**
 * Reads and checks a header, in qemu's order (block/vdi.c, 5.2 to 11.1).
 *
 * @param header its 512 bytes
 * @throws Refusal
 */
export function readVdiHeader(header: Bytes): VdiHeader {
  const size = header.readBigUInt64LE(368);
  const blocks = header.readUInt32LE(384);
  const mapOffset = header.readUInt32LE(340);
  const dataOffset = header.readUInt32LE(344);
  if (size > largestSize) {
    const most = hex(largestSize);
    throw new Refusal(`Unsupported VDI image size (size is ${hex(size)}, max supported is ${most})`);
  }
  const rounded = Math.ceil(Number(size) / sector) * sector;
  checkFormat(header);
  if (mapOffset % sector !== 0) throw unsupportedImage(`unaligned block map offset ${hex(mapOffset)}`);
  if (dataOffset % sector !== 0) throw unsupportedImage(`unaligned data offset ${hex(dataOffset)}`);
  const sectorSize = header.readUInt32LE(360);
  if (sectorSize !== sector) throw unsupportedImage(`sector size ${sectorSize} is not ${sector}`);
  const blockSize = header.readUInt32LE(376);
  if (blockSize !== blockBytes) throw unsupportedImage(`block size ${blockSize} is not ${blockBytes}`);
  const room = BigInt(blocks) * BigInt(blockBytes);
  if (BigInt(rounded) > room) {
    throw unsupportedImage(`disk size ${rounded}, image bitmap has room for ${room}`);
  }
  if (!header.subarray(424, 440).equals(noUuid)) throw unsupportedImage('non-NULL link UUID');
  if (!header.subarray(440, 456).equals(noUuid)) throw unsupportedImage('non-NULL parent UUID');
  if (blocks > mostBlocks) throw unsupportedImage(`too many blocks ${blocks}, max is ${mostBlocks}`);
  const isStatic = header.readUInt32LE(76) === staticType;
  return { isStatic, mapOffset, dataOffset, virtualSize: rounded, blocks };
}

function checkFormat(header: Bytes): void {
  const found = header.readUInt32LE(64);
  if (found !== signature) {
    const text = found.toString(16).padStart(8, '0');
    throw new Refusal(`Image not in VDI format (bad signature ${text})`);
  }
  const version = header.readUInt32LE(68);
  if (version !== supportedVersion) throw unsupportedImage(`version ${version >>> 16}.${version & 0xffff}`);
}

function unsupportedImage(what: string): Refusal {
  return new Refusal(`unsupported VDI image (${what})`);
}

function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}
