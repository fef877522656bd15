import type { ByteString } from '../../../basics/byte-string.ts';
import { bytesOf, joined } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import { info, option, reply } from '../protocol.ts';
import { word } from '../words.ts';
import { type Negotiation, unexpectedReply } from './negotiation.ts';

/** What a server says of an export. */
export interface ExportInfo {
  /** Bytes, below 2^64. */
  readonly size: bigint;
  readonly flags: number;
  /** The smallest request, in bytes; 0: the server didn't say. */
  readonly minimumBlock: number;
  /** The largest read, in bytes. */
  readonly maximumBlock: number;
}

/** The largest read of an export whose server doesn't say it, in bytes. */
export const largestRead: number = 32 * 1024 * 1024;

interface Told {
  size: bigint;
  flags: number;
  minimumBlock: number;
  maximumBlock: number;
}

/**
 * Opens an export by the option GO.
 *
 * @returns undefined if the server doesn't know that option
 * @throws Refusal
 */
export function go(negotiation: Negotiation, exported: ByteString): ExportInfo | undefined {
  const name = bytesOf(exported);
  negotiation.request(
    option.go,
    joined([word(32, name.length), name, word(16, 1), word(16, info.blockSize)]),
  );
  const told: Told = { size: 0n, flags: 0, minimumBlock: 0, maximumBlock: largestRead };
  for (;;) {
    const answer = negotiation.reply(option.go, 'strict');
    if (answer === undefined) return undefined;
    const { type, length } = answer;
    if (type === reply.ack) {
      if (length !== 0) throw new Refusal('server sent invalid NBD_REP_ACK');
      if (told.flags === 0) throw new Refusal('broken server omitted NBD_INFO_EXPORT');
      return told;
    }
    if (type !== reply.info) throw unexpectedReply('unexpected', type, reply.info);
    if (length < 2) throw new Refusal(`NBD_REP_INFO length ${length} is too short`);
    readInfo(negotiation, length - 2, negotiation.read(2, 'info type').readUInt16BE(), told);
  }
}

function readInfo(negotiation: Negotiation, length: number, type: number, told: Told): void {
  if (type === info.export) readExport(negotiation, length, told);
  else if (type === info.blockSize) readBlockSizes(negotiation, length, told);
  else negotiation.drop(length, 'info payload');
}

function checkLength(length: number, expected: number): void {
  if (length !== expected) throw new Refusal(`remaining export info len ${length} is unexpected size`);
}

function readExport(negotiation: Negotiation, length: number, told: Told): void {
  checkLength(length, 10);
  told.size = negotiation.read(8, 'info size').readBigUInt64BE();
  const { size, minimumBlock } = told;
  if (minimumBlock !== 0 && size % BigInt(minimumBlock) !== 0n) {
    throw new Refusal(`export size ${size} is not multiple of minimum block size ${minimumBlock}`);
  }
  told.flags = negotiation.read(2, 'info flags').readUInt16BE();
}

function readBlockSizes(negotiation: Negotiation, length: number, told: Told): void {
  checkLength(length, 12);
  const read = (which: string): number => negotiation.read(4, `info ${which} block size`).readUInt32BE();
  const minimum = read('minimum');
  if (!isPowerOfTwo(minimum)) {
    throw new Refusal(`server minimum block size ${minimum} is not a power of two`);
  }
  const preferred = read('preferred');
  if (!isPowerOfTwo(preferred) || preferred < minimum) {
    throw new Refusal(`server preferred block size ${preferred} is not valid`);
  }
  const maximum = read('maximum');
  if (maximum < minimum) throw new Refusal(`server maximum block size ${maximum} is not valid`);
  told.minimumBlock = minimum;
  told.maximumBlock = Math.min(maximum, largestRead);
}

function isPowerOfTwo(number: number): boolean {
  return number !== 0 && Number.isInteger(Math.log2(number));
}
