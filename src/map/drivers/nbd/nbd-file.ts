import type { ByteString } from '../../basics/byte-string.ts';
import { Bytes } from '../../basics/bytes.ts';
import { Abort } from '../../basics/error.ts';
import type { ImageFile, NodeDescription, Segment } from '../../file/image-file.ts';
import { Unreadable } from '../../file/unreadable.ts';
import { RequestError } from './answers/request-error.ts';
import type { NbdExport } from './nbd-export.ts';

const sector = 512;

/** The bytes of an export, for a format above it. */
export class NbdFile implements ImageFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly description: NodeDescription;
  readonly length: number;
  /** qemu doesn't ask a server how much it has allocated. */
  readonly allocated = undefined;
  readonly identity: string;
  readonly knowsHoles: boolean;
  readonly noFolder = 'Cannot generate a base directory for NBD nodes';
  readonly export: NbdExport;

  constructor(name: ByteString, description: NodeDescription, exported: NbdExport) {
    this.name = name;
    this.path = name;
    this.description = description;
    this.length = exported.size;
    this.identity = name;
    this.knowsHoles = exported.knowsStatus;
    this.export = exported;
  }

  read(offset: number, length: number): Bytes {
    const bytes = new Bytes(length);
    this.readInto(bytes, offset);
    return bytes;
  }

  readInto(bytes: Uint8Array, offset: number): void {
    const { alignment, size, largestRead } = this.export;
    const end = Math.min(offset + bytes.length, size);
    const last = Math.ceil(end / alignment) * alignment;
    bytes.fill(0, Math.max(0, end - offset));
    for (let at = offset - (offset % alignment); at < end; ) {
      const behind = Math.min(last, at + largestRead);
      if (behind - size >= sector) throw endWithinBlock(size, alignment);
      const piece = new Bytes(Math.min(behind, size) - at);
      this.#orUnreadable(at, () => this.export.readInto(piece, at));
      const skipped = Math.max(0, offset - at);
      bytes.set(piece.subarray(skipped, Math.min(piece.length, end - at)), at + skipped - offset);
      at += piece.length;
    }
  }

  segmentAt(offset: number): Segment {
    const { size } = this.export;
    if (offset >= size) return { hole: true, end: Number.POSITIVE_INFINITY };
    if (!this.knowsHoles) return { hole: false, end: size };
    const { length, isZero } = this.statusAt(offset, size - offset);
    return { hole: isZero, end: offset + length };
  }

  /**
   * As `NbdExport.statusAt`.
   *
   * @throws MapError `unreadable`
   */
  statusAt(offset: number, bytes: number): ReturnType<NbdExport['statusAt']> {
    return this.#orUnreadable(offset, () => this.export.statusAt(offset, bytes));
  }

  #orUnreadable<Value>(offset: number, request: () => Value): Value {
    try {
      return request();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      throw new Unreadable(this.name, offset, error);
    }
  }

  /** Ends the connection. Further calls do nothing. */
  close(): void {
    this.export.close();
  }

  checkLocks(): void {
    // The locks of the file are the server's.
  }
}

/** qemu reads whole blocks, and takes an export to end within a sector of where the last one does. */
function endWithinBlock(size: number, alignment: number): Abort {
  return new Abort(
    `reading the end of an export of ${size} bytes with blocks of ${alignment}`,
    'Serve an export whose size is a multiple of its blocks.',
  );
}
