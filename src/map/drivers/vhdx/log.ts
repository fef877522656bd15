import { Bytes } from '../../basics/bytes.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { crc32c, crcOfChecked } from './crc32c.ts';
import { readAt } from './reach.ts';
import type { VhdxHeader } from './vhdx-header.ts';

const sector = 4096;
const unit = 2n ** 20n;
const entrySignature = 'loge';
const entryHeaderBytes = 64;
const descriptorBytes = 32;
const noGuid = new Bytes(16);

/** The header of an entry of the log. Lengths are bytes. */
interface Entry {
  readonly checksum: number;
  readonly length: number;
  readonly sequence: bigint;
  readonly descriptors: number;
}

/**
 * Whether the log has a valid entry, so that it would have to be replayed (vhdx_parse_log, 5.2 to 11.1).
 *
 * @throws Refusal if the log is out of place, or if an entry of it has descriptors that are not sound
 */
export function needsReplay(file: ImageFile, header: VhdxHeader, profile: Profile): boolean {
  const { logOffset, logLength, logVersion, logGuid } = header;
  const length = BigInt(logLength);
  const isMisplaced = logOffset < unit || logOffset % unit !== 0n || logVersion !== 0;
  if (isMisplaced) throw refusalWithoutText(file, 'Invalid argument');
  if (logGuid.equals(noGuid) || logLength === 0) return false;
  if (length % unit !== 0n) throw refusalWithoutText(file, 'Invalid argument');
  return new LogSearch(file, header, profile).find();
}

/** A walk over the sectors of a log. It goes round: after the last sector comes the first one. */
class LogSearch {
  readonly #file: ImageFile;
  readonly #header: VhdxHeader;
  readonly #profile: Profile;
  /** The next sector, in bytes from the start of the log. */
  #at = 0;

  constructor(file: ImageFile, header: VhdxHeader, profile: Profile) {
    this.#file = file;
    this.#header = header;
    this.#profile = profile;
  }

  /** Looks at all of the log, since an unsound entry after a valid one refuses the image. */
  find(): boolean {
    let found = false;
    let start: number;
    do {
      start = this.#at;
      let sequence = this.#takeEntry(0n);
      // The second of the entries in a row may have any sequence number, too.
      let previous = 0n;
      while (sequence !== undefined) {
        found = true;
        sequence = this.#takeEntry(previous);
        previous = sequence ?? 0n;
      }
    } while (this.#at > start);
    return found;
  }

  /**
   * Goes past an entry if there is a valid one here, or else past a sector or what was read of a wrong one.
   *
   * @param previous the sequence number of the entry before, which it must follow; 0: it may have any
   * @returns its sequence number, or undefined
   */
  #takeEntry(previous: bigint): bigint | undefined {
    const entry = this.#entryHere();
    if (entry === undefined || (previous > 0n && entry.sequence !== previous + 1n)) {
      this.#skip();
      return undefined;
    }
    const first = this.#readSector();
    this.#checkDescriptors(first, entry);
    let crc = crcOfChecked(first);
    for (let index = 1; index < entry.length / sector; index++) crc = crc32c(this.#readSector(), crc);
    return crc === entry.checksum ? entry.sequence : undefined;
  }

  /** The header of the entry here, if it has one. */
  #entryHere(): Entry | undefined {
    const { logLength, logGuid } = this.#header;
    const bytes = this.#read(entryHeaderBytes);
    const entry = {
      checksum: bytes.readUInt32LE(4),
      length: bytes.readUInt32LE(8),
      sequence: bytes.readBigUInt64LE(16),
      descriptors: bytes.readUInt32LE(24),
    };
    const isValid =
      bytes.hasText(entrySignature) &&
      entry.length <= logLength &&
      entry.length % sector === 0 &&
      entry.sequence !== 0n &&
      bytes.subarray(32, 48).equals(logGuid) &&
      entry.descriptors * descriptorBytes <= entry.length;
    return isValid ? entry : undefined;
  }

  /**
   * Checks the descriptors of an entry, which are in its first sector.
   *
   * @throws Refusal of one that doesn't belong to the entry, or isn't aligned. If there are more than the first sector holds,
   * qemu reads the others to the same place, so that it finds none where they should be
   */
  #checkDescriptors(first: Bytes, { descriptors, sequence }: Entry): void {
    const end = entryHeaderBytes + descriptors * descriptorBytes;
    let isSound = end <= sector;
    for (let at = entryHeaderBytes; isSound && at < end; at += descriptorBytes) {
      const signature = first.latin1(at, at + 4);
      const isZero = signature === 'zero' && first.readBigUInt64LE(at + 8) % BigInt(sector) === 0n;
      isSound =
        first.readBigUInt64LE(at + 24) === sequence &&
        first.readBigUInt64LE(at + 16) % BigInt(sector) === 0n &&
        (isZero || signature === 'desc');
    }
    if (!isSound) throw refusalWithoutText(this.#file, 'Invalid argument');
  }

  #readSector(): Bytes {
    const bytes = this.#read(sector);
    this.#advance();
    return bytes;
  }

  /** Goes to the next sector; at the end of the file to the end of the log, for past it are zeros alone. */
  #skip(): void {
    const { logOffset, logLength } = this.#header;
    if (logOffset + BigInt(this.#at) >= BigInt(this.#file.length)) {
      this.#at = logLength - sector;
      this.#read(entryHeaderBytes);
    }
    this.#advance();
  }

  #advance(): void {
    const next = this.#at + sector;
    this.#at = next >= this.#header.logLength ? 0 : next;
  }

  #read(bytes: number): Bytes {
    const offset = this.#header.logOffset + BigInt(this.#at);
    return readAt(this.#file, offset, bytes, this.#profile);
  }
}
