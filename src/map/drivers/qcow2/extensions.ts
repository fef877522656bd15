import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { Notice } from '../../basics/notice.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { Profile } from '../../profile/profile.ts';
import { type BitmapsExtension, readBitmapsExtension } from './bitmaps/bitmaps.ts';
import { type CryptoHeader, cryptMethods } from './encryption/encryption.ts';
import { dataAt, type ExtensionData } from './header/extension-data.ts';
import { extensionsEnd, type Header } from './header/header.ts';

/** The header extensions that a map needs (docs/interop/qcow2, "Header extensions"). */
export interface Extensions {
  backingFormat: string;
  featureNames?: Bytes | undefined;
  /** The name of the external data file. */
  dataFile?: string;
  /** Absent: the image has no bitmaps that count. */
  bitmaps?: BitmapsExtension | undefined;
  cryptoHeader?: CryptoHeader;
}

const types = {
  end: 0,
  backingFormat: 0xe2792aca,
  featureNames: 0x6803f857,
  cryptoHeader: 0x0537be77,
  bitmaps: 0x23852875,
  dataFile: 0x44415441,
} as const;

/** What reading needs besides the file. */
export interface ExtensionReading {
  readonly profile: Profile;
  readonly notice: Notice;
  /** Called with the place of a LUKS header as soon as it is read; its errors are passed on. */
  readonly openCrypto: (found: CryptoHeader) => void;
}

/**
 * Reads the extensions in order into `found`. What was read before an error stays there.
 *
 * @throws Refusal
 */
export function readExtensions(
  file: ImageFile,
  header: Header,
  found: Extensions,
  reading: ExtensionReading,
): void {
  const end = extensionsEnd(header);
  let at = header.headerLength;
  while (at < end) {
    const head = headAt(file, at);
    const type = head.readUInt32BE(0);
    const length = head.readUInt32BE(4);
    at += 8;
    if (at > end || length > end - at) throw new Refusal('Header extension too large');
    if (type === types.end) return;
    const data = dataAt(file, at, length);
    if (type === types.cryptoHeader) {
      found.cryptoHeader = cryptoHeader(data, header);
      reading.openCrypto(found.cryptoHeader);
    } else readExtension({ type, data }, header, found, reading);
    at += Math.ceil(length / 8) * 8;
  }
}

/** The type and the length of an extension. */
function headAt(file: ImageFile, at: number): Bytes {
  return readOrRefuse(`qcow2_read_extension: ERROR: pread fail from offset ${at}`, () => file.read(at, 8));
}

function readExtension(
  { type, data }: { readonly type: number; readonly data: ExtensionData },
  header: Header,
  found: Extensions,
  { profile, notice }: ExtensionReading,
): void {
  switch (type) {
    case types.backingFormat:
      if (data.length >= 16) {
        throw new Refusal(`ERROR: ext_backing_format: len=${data.length} too large (>=16)`);
      }
      found.backingFormat = data.read('ERROR: ext_backing_format: Could not read format name').latin1ToZero();
      return;
    case types.featureNames:
      found.featureNames = namesIn(data);
      return;
    case types.bitmaps:
      found.bitmaps = readBitmapsExtension(data, header, profile, notice);
      return;
    case types.dataFile:
      found.dataFile = data.read('ERROR: Could not read data file name').latin1ToZero();
      return;
    default:
      data.read('ERROR: unknown extension: Could not read data');
  }
}

/** The table of feature names; undefined if it can't be read. qemu reads it only to report features, and reports them anyway. */
function namesIn(data: ExtensionData): Bytes | undefined {
  try {
    return data.read('ERROR: ext_feature_table: Could not read table');
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function cryptoHeader(data: ExtensionData, header: Header): CryptoHeader {
  if (header.cryptMethod !== cryptMethods.luks) {
    throw new Refusal('CRYPTO header extension only expected with LUKS encryption method');
  }
  if (data.length !== 16) {
    throw new Refusal(`CRYPTO header extension size ${data.length}, but expected size 16`);
  }
  const words = data.read('Unable to read CRYPTO header extension');
  const offset = words.readBigUInt64BE(0);
  const clusterSize = 2n ** BigInt(header.clusterBits);
  if (offset % clusterSize !== 0n) {
    const text = `Encryption header offset '${offset}' is not a multiple of cluster size '${clusterSize}'`;
    throw new Refusal(text);
  }
  return { offset, length: words.readBigUInt64BE(8) };
}
