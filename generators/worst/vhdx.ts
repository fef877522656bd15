import { checksumAt, checksumOf } from '../write/vhdx/crc32c.ts';
import { filled, joined, little, noise, repeated, table } from './bytes.ts';
import { mapped, oneFile, type WorstCase, type WorstFile } from './worst-case.ts';

const mebibyte = 2 ** 20;
const [batAt, metadataAt] = [16 * mebibyte, 2 * mebibyte];

/** An identifier as its text says it: the first three numbers have their least significant byte first. */
function guid(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** The bytes with their checksum. */
function sealed(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(checksumOf(bytes), checksumAt);
  return bytes;
}

interface Shape {
  readonly blockBytes?: number;
  readonly size?: number;
  readonly batBytes?: number;
  /** The log: where, how long, and which of its entries count. */
  readonly log?: { readonly at: number; readonly length: number; readonly id: Uint8Array };
  /** Regions beside those for blocks and metadata. */
  readonly regions?: readonly Uint8Array[];
}

const noLog = { at: mebibyte, length: mebibyte, id: new Uint8Array(16) };

/** An image but for its block allocation table, whose data is a hole. */
function vhdx(length: number, shape: Shape, ...parts: WorstFile['parts']): ReturnType<WorstCase['files']> {
  const {
    blockBytes = mebibyte,
    size = 2 ** 40,
    batBytes = 16 * mebibyte,
    log = noLog,
    regions = [],
  } = shape;
  const header = (number: number): Buffer =>
    sealed(
      filled(
        4096,
        ...['head', little.u32(0), little.u64(number), new Uint8Array(32), log.id],
        ...[little.u16(0), little.u16(1), little.u32(log.length), little.u64(log.at)],
      ),
    );
  const all = [
    region(guid('2dc27766-f623-4200-9d64-115e9bfd4a08'), batAt, batBytes, 1),
    region(guid('8b7ca206-4790-4b9a-b8fe-575f050f886e'), metadataAt, mebibyte, 1),
    ...regions,
  ];
  const list = sealed(filled(65_536, 'regi', ...[0, all.length, 0].map(little.u32), ...all));
  const items = [
    ['caa16737-fa36-4d43-b3b6-33f0aa44e76b', joined(little.u32(blockBytes), little.u32(0))],
    ['2fa54224-cd1b-4876-b211-5dbed83bf4b8', little.u64(size)],
    ['beca12ab-b2e6-4523-93ef-c309e000c746', repeated('u', 16)],
    ['8141bf1d-a96f-4709-ba47-f233a8faab5f', little.u32(512)],
    ['cda348c7-445d-4471-9cc9-e9885251c556', little.u32(4096)],
  ] as const;
  let at = 65_536;
  const entries = items.map(([id, bytes]) => {
    const entry = joined(guid(id), ...[at, bytes.length, 6, 0].map(little.u32));
    at += bytes.length;
    return entry;
  });
  return oneFile(
    length,
    [0, joined('vhdxfile')],
    [65_536, header(1)],
    [131_072, header(2)],
    [192 * 1024, list],
    [256 * 1024, list],
    [metadataAt, joined('metadata', little.u16(0), little.u16(items.length), new Uint8Array(20), ...entries)],
    [metadataAt + 65_536, joined(...items.map(([, bytes]) => bytes))],
    ...parts,
  );
}

function region(id: Uint8Array, at: number, length: number, isRequired: 0 | 1): Buffer {
  return joined(id, little.u64(at), little.u32(length), little.u32(isRequired));
}

/** Entries of a table for 2^20 blocks: blocks of bitmaps of sectors are among them. */
const entries = 2 ** 20 + 300;
/** A block that is there in whole. */
const present = (mebibytes: number): bigint => (BigInt(mebibytes) << 20n) | 6n;

const logId = repeated('l', 16);
const logAt = 2 ** 30;

/** An entry of a log, which zeroes nothing. Its sum is still to be sealed in. */
function logEntry(length: number): Buffer {
  const head = joined(
    'loge',
    ...[0, length, 0].map(little.u32),
    little.u64(1),
    ...[1, 0].map(little.u32),
    logId,
  );
  const descriptor = joined('zero', little.u32(0), ...[0, 0, 1].map(little.u64));
  return filled(length, head, little.u64(0), little.u64(0), descriptor);
}

export const worstVhdx: readonly WorstCase[] = [
  {
    name: 'a table of 600 MiB, of zeros',
    words: mapped('vhdx'),
    files: () => vhdx(700 * mebibyte, { size: 2 ** 46 - 2 ** 30, batBytes: 600 * mebibyte }),
  },
  {
    name: 'a table of 2 GiB, of zeros',
    words: mapped('vhdx'),
    files: () => vhdx(2 ** 32, { blockBytes: 2 ** 28, size: 2 ** 46, batBytes: 2 ** 31 - mebibyte }),
  },
  {
    name: 'a million blocks, one behind the other',
    words: mapped('vhdx'),
    files: () => vhdx(2 ** 41, {}, [batAt, table.little64(entries, index => present(1024 + index))]),
  },
  {
    name: 'a million blocks at one place',
    words: mapped('vhdx'),
    files: () => vhdx(2 ** 32, {}, [batAt, repeated(little.u64(present(1024)), entries)]),
  },
  {
    name: 'every other block at one place',
    words: mapped('vhdx'),
    files: () =>
      vhdx(2 ** 32, {}, [batAt, repeated(joined(little.u64(present(1024)), little.u64(0)), entries / 2)]),
  },
  {
    name: 'a table of noise',
    words: mapped('vhdx'),
    files: () => vhdx(2 ** 32, {}, [batAt, noise(8 * mebibyte)]),
  },
  {
    name: 'a log of 4 GiB, of zeros',
    words: mapped('vhdx'),
    files: () => vhdx(2 ** 34, { log: { at: 2 ** 32, length: 2 ** 32 - mebibyte, id: logId } }),
  },
  {
    name: 'a log of 16,384 entries with wrong sums',
    words: mapped('vhdx'),
    files: () =>
      vhdx(2 ** 32, { log: { at: logAt, length: 64 * mebibyte, id: logId } }, [
        logAt,
        repeated(logEntry(4096), 16_384),
      ]),
  },
  {
    name: 'a log of 4,096 sound entries',
    words: mapped('vhdx'),
    files: () =>
      vhdx(2 ** 32, { log: { at: logAt, length: 16 * mebibyte, id: logId } }, [
        logAt,
        repeated(sealed(logEntry(4096)), 4096),
      ]),
  },
  {
    name: '2,047 regions, and a million blocks among them',
    words: mapped('vhdx'),
    files: () => {
      const regions = Array.from({ length: 2045 }, (_, index) =>
        region(filled(16, String(index)), 2 ** 34 + index * mebibyte, mebibyte, 0),
      );
      return vhdx(2 ** 41, { regions }, [batAt, table.little64(entries, index => present(1024 + index))]);
    },
  },
];
