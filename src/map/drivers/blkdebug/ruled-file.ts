import { Abort, Unsupported } from '../../basics/error.ts';
import { FileView, type ViewParts } from '../../file/file-view.ts';
import type { ImageFile, Segment } from '../../file/image-file.ts';
import { errnoError } from '../../file/system-error.ts';
import { Unreadable } from '../../file/unreadable.ts';
import type { Engine } from './engine.ts';
import type { RequestKind } from './events.ts';

const sector = 512;

/** The bytes of a node, where rules make reads fail. */
export class RuledFile extends FileView {
  readonly #engine: Engine;
  readonly #alignment: number;

  /** @param alignment that of requests, in bytes */
  constructor(below: ImageFile, parts: ViewParts, engine: Engine, alignment: number) {
    super(below, parts);
    this.#engine = engine;
    this.#alignment = alignment;
  }

  onEvent(event: string): void {
    this.#engine.raise(event);
  }

  /** @throws MapError `unreadable` as the rules say */
  override readInto(bytes: Uint8Array, offset: number): void {
    const end = Math.min(offset + bytes.length, Math.ceil(this.length / sector) * sector);
    if (end > offset) this.request('read', offset, end);
    super.readInto(bytes, offset);
  }

  /** Each request is one for the rules: a segment reaches no further. What a request asks for that fails is data. */
  override segmentAt(offset: number, limit: number): Segment {
    const end = Math.min(limit, this.length);
    if (offset >= end) return super.segmentAt(offset, limit);
    try {
      this.request('block-status', offset, end);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { hole: false, end };
    }
    const segment = super.segmentAt(offset, end);
    return { ...segment, end: Math.min(segment.end, end) };
  }

  /**
   * Makes a request of the bytes from `offset` up to `end`, and nothing more.
   *
   * @throws MapError `unreadable` as the rules say
   */
  request(kind: RequestKind, offset: number, end: number): void {
    const start = offset - (offset % this.#alignment);
    const bytes = Math.ceil(end / this.#alignment) * this.#alignment - start;
    const errno = this.#engine.errnoOf(kind, start, bytes);
    if (errno < 0) throw negative(kind, errno);
    if (errno > 0) throw new Unreadable(this.name, offset, errnoError(errno));
  }
}

/** qemu takes a negative errno for success. */
function negative(kind: RequestKind, errno: number): Error {
  return kind === 'block-status'
    ? new Abort('a rule of blkdebug gives a block status without a length', 'Give the rule an errno above 0.')
    : new Unsupported(`the errno ${errno} of a rule`);
}
