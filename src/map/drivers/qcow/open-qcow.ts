import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { BackingReference, ImageFormat } from '../../node/image-format.ts';
import type { Context } from '../../node/opening.ts';
import { isWithinReach } from '../format/reach.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import {
  checkEncryptionOptions,
  cryptMethods,
  type EncryptionOptions,
  openAes,
} from '../qcow2/encryption/encryption.ts';
import { qcowReader } from './qcow-content.ts';
import { checkMethod, headerBytes, l1Entries, type QcowHeader, readQcowHeader } from './qcow-header.ts';
import { qcowImage } from './qcow-image.ts';
import { entryBytes, QcowTables } from './qcow-tables.ts';

const longestName = 1023;

/**
 * Opens a QCOW image without its backing file. It makes all checks of qemu, in qemu's order.
 *
 * @throws Refusal
 */
export function openQcow(
  file: ImageFile,
  options: EncryptionOptions,
  { profile, host }: Pick<Context, 'profile' | 'host'>,
): ImageFormat {
  const header = readQcowHeader(file.read(0, headerBytes));
  checkMethod(header);
  checkEncryptionOptions(header, options);
  const isEncrypted = header.cryptMethod === cryptMethods.aes;
  const decrypt = isEncrypted ? openAes(options, host.cryptography) : undefined;
  const entries = l1Entries(header);
  const requireReach: RequireReach = (offset, bytes) => {
    if (!isWithinReach(profile, offset, bytes)) throw refusalWithoutText(file, 'Input/output error');
  };
  requireReach(header.l1TableOffset, entries * entryBytes);
  const tables = new QcowTables(file, header, entries, profile);
  tables.l1.readAll();
  const image = qcowImage(file, header, tables, readBacking(file, header, requireReach));
  return {
    ...image,
    tellsReads: 'image',
    readsPlacedData: true,
    readData: qcowReader(file, tables, decrypt, profile),
  };
}

/** @throws Refusal if qemu can't read so far */
type RequireReach = (offset: bigint, bytes: number) => void;

function readBacking(
  file: ImageFile,
  { backingFileOffset, backingFileSize }: QcowHeader,
  requireReach: RequireReach,
): BackingReference {
  if (backingFileOffset === 0n) return { name: '', format: '' };
  if (backingFileSize > longestName) throw new Refusal('Backing file name too long');
  requireReach(backingFileOffset, backingFileSize);
  const bytes = file.read(Number(backingFileOffset), backingFileSize);
  return { name: bytes.latin1ToZero(), format: '' };
}
