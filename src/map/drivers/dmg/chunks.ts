import type { Bytes } from '../../basics/bytes.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Opening } from '../../node/opening.ts';
import { refusalWithoutText } from '../format/without-text.ts';

/** Bytes of a resource: `count` of them, from `offset` on. */
export type ReadResource = (offset: number, count: number) => Bytes;

const magic = 'mish';
const headerBytes = 204;
const entryBytes = 40;
/** The bytes of the shortest resource that lists a chunk. */
export const shortestList: number = headerBytes + entryBytes;
/** Entries that are read at a time. */
const most = 1024;

const types = { zeros: 0, plain: 1, ignored: 2, zlib: 0x8000_0005, bzip2: 0x8000_0006, lzfse: 0x8000_0007 };
const [comment, terminator] = [0x7fff_fffe, 0xffff_ffff];
/** The types that qemu can read without a module. */
const known: ReadonlySet<number> = new Set([types.zeros, types.plain, types.ignored, types.zlib]);
/** The algorithms that qemu has modules for. */
const helped: ReadonlyMap<number, string> = new Map([
  [types.bzip2, 'bzip2'],
  [types.lzfse, 'lzfse'],
]);
/** The types whose chunks have no bytes in the file, so that they may be of any size. */
const withoutBytes: ReadonlySet<number> = new Set([types.zeros, types.ignored]);

const sector = 512;
const mostSectors = 131_072;
const mostBytes = 64 * 2 ** 20;

/** What the checks need of an opening. */
type Checking = Pick<Opening, 'profile' | 'notice' | 'warned'>;

/** The chunks of a disk image, of which only qemu's checks matter to map. */
export class Chunks {
  readonly #file: ImageFile;
  readonly #opening: Checking;
  #count = 0;

  constructor(file: ImageFile, opening: Checking) {
    this.#file = file;
    this.#opening = opening;
  }

  /** How many chunks there are of types that qemu knows. */
  get count(): number {
    return this.#count;
  }

  /**
   * Checks the chunks that a resource lists, if it does.
   *
   * @param length bytes
   * @throws Refusal
   */
  checkResource(length: number, read: ReadResource): void {
    if (length < shortestList) return;
    if (!read(0, magic.length).hasText(magic)) return;
    const entries = Math.floor((length - headerBytes) / entryBytes);
    for (let first = 0; first < entries; first += most) {
      const count = Math.min(most, entries - first);
      const table = read(headerBytes + first * entryBytes, count * entryBytes);
      for (let at = 0; at < table.length; at += entryBytes) this.#check(table, at);
    }
  }

  #check(table: Bytes, at: number): void {
    const type = table.readUInt32BE(at);
    if (!known.has(type)) {
      this.#warn(type);
      return;
    }
    const sectors = readUInt64BE(table, at + 16);
    const bytes = readUInt64BE(table, at + 32);
    if (!withoutBytes.has(type) && sectors > mostSectors) {
      this.#refuse(
        `sector count ${table.readBigUInt64BE(at + 16)} for chunk ${this.#count} is larger than max (${mostSectors})`,
      );
    }
    if (bytes > mostBytes) {
      this.#refuse(
        `length ${table.readBigUInt64BE(at + 32)} for chunk ${this.#count} is larger than max (${mostBytes})`,
      );
    }
    const { dmgChecks } = this.#opening.profile;
    if (dmgChecks === 'all' && type === types.plain && sectors !== Math.ceil(bytes / sector)) {
      this.#refuse(`length ${bytes} for chunk ${this.#count} is inconsistent with sector count ${sectors}`);
    }
    this.#count++;
  }

  #refuse(text: string): never {
    this.#opening.notice(`qemu-img: ${text}\n`);
    throw refusalWithoutText(this.#file, 'Invalid argument');
  }

  /** Says, once a run for each kind of chunk, that qemu passes over it. */
  #warn(type: number): void {
    const { profile, warned, notice } = this.#opening;
    if (!profile.dmgWarnings || type === comment || type === terminator) return;
    const algorithm = helped.get(type);
    const kind = `dmg ${algorithm ?? 'unknown'}`;
    if (warned.has(kind)) return;
    warned.add(kind);
    const what =
      algorithm === undefined
        ? `Image contains chunks of unknown type ${type.toString(16)}, accessing them`
        : `dmg-${algorithm} module is missing, accessing ${algorithm} compressed blocks`;
    notice(`qemu-img: warning: ${what} will result in I/O errors\n`);
  }
}

/** A number of 64 bits; from 2^53 on, the double next to it. A bigint takes longer to read, and a file may list millions of chunks. */
function readUInt64BE(bytes: Bytes, at: number): number {
  return bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}
