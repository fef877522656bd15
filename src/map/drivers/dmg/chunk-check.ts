import type { Bytes } from '../../basics/bytes.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Opening } from '../../node/opening.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { isKnown, types } from './chunk-types.ts';
import { entryBytes, type ResourceReader, readUInt64BE } from './resource.ts';

const [comment, terminator] = [0x7fff_fffe, 0xffff_ffff];
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

/** qemu's checks of the chunks of a disk image. */
export class ChunkCheck implements ResourceReader {
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
   * Checks the chunks of these entries.
   *
   * @throws Refusal
   */
  takeEntries(bytes: Bytes, first: number, end: number): void {
    for (let at = first; at < end; at += entryBytes) this.#check(bytes, at);
  }

  #check(table: Bytes, at: number): void {
    const type = table.readUInt32BE(at);
    if (!isKnown(type)) {
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
