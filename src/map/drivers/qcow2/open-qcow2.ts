import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Notice } from '../../basics/notice.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readThrough } from '../../file/read-through.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { Host } from '../../host/host.ts';
import type { Profile } from '../../profile/profile.ts';
import { type Reach, reachOf } from '../format/reach.ts';
import type { SectorDecryption } from '../luks/sector-decryption.ts';
import { readBitmapDirectory, rereadDirectory } from './bitmaps/bitmap-directory.ts';
import {
  type CryptoHeader,
  checkEncryptionOptions,
  cryptMethods,
  type EncryptionOptions,
  openAes,
  openLuks,
} from './encryption/encryption.ts';
import { type Extensions, readExtensions } from './extensions.ts';
import { checkShape, checkTables, sizeUsable } from './header/check-header.ts';
import { autoclear, featureList, incompatible, unknownFeatures } from './header/features.ts';
import { type Header, hasFeature, headerBytes, parseHeader } from './header/header.ts';
import { checkSnapshots } from './header/snapshots.ts';
import { Qcow2Image } from './qcow2-image.ts';
import { L1Table } from './tables/l1-table.ts';

const maxBackingName = 1023;

/**
 * Opens the external data file of an image: as the image's options describe it, or else by `name`, which stands in its
 * header; undefined when there is neither.
 */
export type OpenDataFile = (name: ByteString | undefined) => ImageFile | undefined;

/** How an image is opened. */
export interface Qcow2OpenOptions {
  readonly openDataFile: OpenDataFile;
  /**
   * Reads the options that depend on a valid header.
   *
   * @throws Refusal, Unsupported
   */
  readonly takeSettings: (header: Header) => { readonly sliceBytes: number };
  readonly encryption: EncryptionOptions;
  /** It is opened to be written to, too. */
  readonly writable: boolean;
  readonly profile: Profile;
  readonly host: Host;
  readonly notice: Notice;
}

/**
 * Opens a qcow2 image without its backing file. It makes all checks of qemu, in qemu's order.
 *
 * @throws Refusal
 * @throws Unsupported if only qemu can decrypt the image
 */
export function openQcow2(file: ImageFile, options: Qcow2OpenOptions): Qcow2Image {
  const { openDataFile, takeSettings, encryption, profile, host, notice } = options;
  const header = parseHeader(readOrRefuse('Could not read qcow2 header', () => file.read(0, headerBytes)));
  checkShape(header, profile);
  checkFeatures(file, header, profile, notice);
  if (options.writable && hasFeature(header, incompatible.corrupt)) {
    throw new Refusal('qcow2: Image is corrupt; cannot be opened read/write');
  }
  checkTables(header);
  const reach = reachOf(profile);
  const l1 = openL1(file, header, reach);
  const { sliceBytes } = takeSettings(header);
  checkEncryptionOptions(header, encryption);
  checkRefcountTable(file, header, reach);
  const extensions: Extensions = { backingFormat: '' };
  let decrypt: SectorDecryption | undefined;
  const openCrypto = (found: CryptoHeader): void => {
    decrypt = openLuks(file, found, encryption, options);
  };
  readExtensions(file, header, extensions, { profile, notice, openCrypto });
  const dataFile = dataFileOf(header, extensions, openDataFile);
  if (header.cryptMethod === cryptMethods.aes) decrypt = openAes(encryption, host.cryptography);
  checkCryptoHeader(header, extensions);
  const name = backingName(file, header);
  if (header.snapshotCount > 0) reach(header.snapshotsOffset, 40, 'Failed to read snapshot table');
  checkSnapshots(file, header);
  const { bitmaps: inDirectory } = extensions;
  const bitmaps = readBitmapDirectory(file, header, inDirectory, reach);
  if (!sizeUsable(header) && profile.unusableSize === 'on-opening') {
    throw new Refusal('Could not refresh total sector count: File too large');
  }
  const backing = { name, format: extensions.backingFormat };
  const content = { decrypt, unzstd: host.unzstd };
  const rereadBitmaps = inDirectory && (() => rereadDirectory(file, inDirectory));
  return new Qcow2Image(
    {
      file,
      dataFile: dataFile ?? file,
      header,
      l1,
      backing,
      bitmaps,
      rereadBitmaps,
      profile,
      sliceBytes,
      content,
    },
    notice,
  );
}

/** The L1 table, read through because qemu refuses an image whose table it can't read. */
function openL1(file: ImageFile, header: Header, reach: Reach): L1Table {
  const l1 = new L1Table(file, Number(header.l1TableOffset), header.l1Size);
  if (header.l1Size === 0) return l1;
  const unreadable = 'Could not read L1 table';
  reach(header.l1TableOffset, header.l1Size * 8, unreadable);
  readOrRefuse(unreadable, () => l1.readAll());
  return l1;
}

/** A map needs none of it, but qemu reads it. */
function checkRefcountTable(file: ImageFile, header: Header, reach: Reach): void {
  const unreadable = 'Could not initialize refcount handling';
  const bytes = header.refcountTableClusters * 2 ** header.clusterBits;
  reach(header.refcountTableOffset, bytes, unreadable);
  if (bytes > 0) file.onEvent?.('reftable_load');
  readOrRefuse(unreadable, () => readThrough(file, Number(header.refcountTableOffset), bytes));
}

function checkFeatures(file: ImageFile, header: Header, profile: Profile, notice: Notice): void {
  const unknown = unknownFeatures(header.incompatibleFeatures);
  if (unknown === 0n) return;
  const found: Extensions = { backingFormat: '' };
  try {
    // qemu hasn't read the encryption method yet, so a LUKS header counts as out of place.
    const plain = { ...header, cryptMethod: cryptMethods.none };
    readExtensions(file, plain, found, { profile, notice, openCrypto: () => {} });
  } catch (error) {
    // Only the feature names matter, and those before a bad extension count.
    if (!(error instanceof Refusal)) throw error;
  }
  throw new Refusal(`Unsupported qcow2 feature(s): ${featureList(unknown, found.featureNames)}`);
}

/** Opens the external data file; undefined if the image has none. */
function dataFileOf(header: Header, found: Extensions, openDataFile: OpenDataFile): ImageFile | undefined {
  const external = hasFeature(header, incompatible.dataFile);
  const dataFile = openDataFile(external ? found.dataFile : undefined);
  if (external && dataFile === undefined) throw new Refusal("'data-file' is required for this image");
  if (!external && dataFile !== undefined) {
    throw new Refusal("'data-file' can only be set for images with an external data file");
  }
  if (!external && (header.autoclearFeatures & autoclear.rawDataFile) !== 0n) {
    throw new Refusal('data-file-raw requires a data file');
  }
  return dataFile;
}

/** Checks that LUKS had its header extension, with which it was opened. */
function checkCryptoHeader({ cryptMethod }: Header, { cryptoHeader }: Extensions): void {
  if (cryptMethod === cryptMethods.luks && cryptoHeader === undefined) {
    throw new Refusal(`Missing CRYPTO header for crypt method ${cryptMethod}`);
  }
}

function backingName(file: ImageFile, header: Header): string {
  if (header.backingFileOffset === 0n) return '';
  const offset = Number(header.backingFileOffset);
  const length = header.backingFileSize;
  if (length > Math.min(maxBackingName, 2 ** header.clusterBits - offset)) {
    throw new Refusal('Backing file name too long');
  }
  const bytes = readOrRefuse('Could not read backing file name', () => file.read(offset, length));
  return bytes.latin1ToZero();
}
