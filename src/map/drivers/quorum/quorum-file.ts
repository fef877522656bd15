import type { ByteString } from '../../basics/byte-string.ts';
import { Bytes } from '../../basics/bytes.ts';
import { SuddenEnd } from '../../basics/error.ts';
import { allocatedFor } from '../../file/allocated-for.ts';
import type { ImageFile, LockedUse, NodeDescription, Segment } from '../../file/image-file.ts';
import { systemError } from '../../file/system-error.ts';
import { Unreadable } from '../../file/unreadable.ts';
import type { QuorumSettings } from './quorum-settings.ts';
import type { QuorumStatus } from './quorum-status.ts';
import { winnerOf } from './vote.ts';

/** A quorum, as a format above it reads it. Sizes are bytes. */
export interface QuorumParts {
  readonly name: ByteString;
  readonly description: NodeDescription;
  readonly length: number;
  /** The children. */
  readonly files: readonly ImageFile[];
  readonly settings: QuorumSettings;
  readonly status: QuorumStatus;
}

/** The bytes of a quorum. */
export class QuorumFile implements ImageFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly noFolder = 'Cannot generate a base directory for quorum nodes';
  readonly description: NodeDescription;
  readonly length: number;
  readonly identity: string;
  readonly #files: readonly ImageFile[];
  readonly #settings: QuorumSettings;
  readonly #status: QuorumStatus;

  constructor({ name, description, length, files, settings, status }: QuorumParts) {
    this.name = name;
    this.path = name;
    this.description = description;
    this.length = length;
    this.identity = name;
    this.#files = files;
    this.#settings = settings;
    this.#status = status;
  }

  get allocated(): number | undefined {
    return allocatedFor(this.#files);
  }

  get knowsHoles(): boolean {
    return this.#files.every(file => file.knowsHoles);
  }

  read(offset: number, length: number): Bytes {
    const bytes = new Bytes(length);
    this.readInto(bytes, offset);
    return bytes;
  }

  readInto(bytes: Uint8Array, offset: number): void {
    const there = Math.max(0, Math.min(bytes.length, this.length - offset));
    bytes.fill(0, there);
    if (there > 0) bytes.set(this.#agreed(offset, there));
  }

  /** What the children agree about. */
  #agreed(offset: number, length: number): Bytes {
    const { pattern, threshold } = this.#settings;
    const answers: Bytes[] = [];
    const errors: Unreadable[] = [];
    for (const file of this.#files) {
      const answer = readOf(file, offset, length);
      if (answer instanceof Unreadable) errors.push(answer);
      else if (pattern === 'first') return answer;
      else answers.push(answer);
    }
    if (pattern === 'first') throw this.#failure(offset, errors.at(-1)!.reason);
    if (answers.length < threshold) {
      const { answer: error } = winnerOf(errors, (one, other) => one.reason === other.reason);
      throw this.#failure(offset, error.reason);
    }
    const [first, second] = answers;
    if (pattern === 'equal' && !first!.equals(second!)) {
      const place = offset + first!.findIndex((byte, index) => byte !== second![index]);
      throw new SuddenEnd(`quorum: offset=${offset} bytes=${length} contents mismatch at offset ${place}`);
    }
    const { answer, votes } = winnerOf(answers, (one, other) => one.equals(other));
    if (votes < threshold) throw this.#failure(offset, systemError('EIO'));
    return answer;
  }

  #failure(offset: number, cause: unknown): Unreadable {
    return new Unreadable(this.name, offset, cause);
  }

  segmentAt(offset: number, end: number): Segment {
    if (offset >= this.length) return { hole: true, end: Number.POSITIVE_INFINITY };
    return this.#status.at(offset, Math.min(end, this.length));
  }

  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void {
    for (const file of this.#files) file.checkLocks(used, unshared);
  }
}

function readOf(file: ImageFile, offset: number, length: number): Bytes | Unreadable {
  try {
    return file.read(offset, length);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}
