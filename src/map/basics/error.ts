import { type ByteString, toText } from './byte-string.ts';
import { type ErrorStatus, type MapErrorCode, mapErrorStatus } from './error-codes.ts';

/** What an error holds beside its message. */
export interface ErrorDetails {
  /** What the reader can do about it, as one sentence. */
  readonly next?: string;
  readonly cause?: unknown;
}

/**
 * The base of every error that this project throws on purpose: a code for programs, a line for people, and what to do next.
 * The cause, if there is one, is the standard `cause`.
 */
export abstract class MapParityError extends Error {
  /** What went wrong, as a word that programs can test. */
  abstract readonly code: string;
  /** How a command ends because of this error. */
  abstract readonly exitStatus: ErrorStatus;
  /** What the reader can do about it, as one sentence; empty where the message says it all. */
  readonly next: string;

  constructor(message: string, { next = '', cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.next = next;
  }
}

/** The base of every error that the library throws on purpose. */
export class MapError extends MapParityError {
  override readonly name: string = 'MapError';
  readonly code: MapErrorCode;

  constructor(code: MapErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.code = code;
  }

  get exitStatus(): ErrorStatus {
    return mapErrorStatus[this.code];
  }
}

/** qemu-img refuses the image too. It prints `qemu-img: ` and the text, then the hints, and exits with 1. */
export class Refusal extends MapError {
  override readonly name: string = 'Refusal';
  /** The text after `qemu-img: `, byte for byte. `message` is the same text, decoded for people. */
  readonly text: ByteString;
  /** The lines that follow the text, without a prefix. */
  readonly hints: readonly ByteString[];

  constructor(text: ByteString, hints: readonly ByteString[] = [], message: string = toText(text)) {
    super('refused', message);
    this.text = text;
    this.hints = hints;
  }

  /** The refusal that the layer above makes of this one: with `prefix` before the text. */
  within(prefix: ByteString): Refusal {
    // A server can make a text of 32 MiB, which is decoded once only.
    return new Refusal(prefix + this.text, this.hints, toText(prefix) + this.message);
  }
}

/** qemu-img can map the image, and this library can't. The library never guesses at an output. */
export class Unsupported extends MapError {
  override readonly name: string = 'Unsupported';
  /** The format, protocol, option or feature that is missing, by its name in qemu. */
  readonly feature: string;
  /** What needs it: the name or the options of the image, or a file of its chain, like `the backing file of top, 'base.vmdk'`.
   * Absent: no image, but an option or an object. */
  readonly file: string | undefined;

  constructor(feature: string, file?: string) {
    super('unsupported', `${file === undefined ? '' : `${file}: `}${feature} is not supported yet`, {
      next: 'Use qemu-img map for this image.',
    });
    this.feature = feature;
    this.file = file;
  }
}

/** qemu-img aborts because an assertion of its own fails, so there is no output to match. */
export class Abort extends MapError {
  override readonly name: string = 'Abort';

  /** @param reason the condition that qemu-img can't handle */
  constructor(reason: string, next: string) {
    super('qemu-aborts', `qemu-img aborts here: ${reason}`, { next });
  }
}

/**
 * The tables of an image can't be followed at some point of a map (qemu-img: `Could not read file metadata: …`). Everything
 * before that point is mapped.
 */
export class MetadataError extends MapError {
  override readonly name: string = 'MetadataError';

  constructor(message: string) {
    super('bad-metadata', message, { next: 'Check the image with qemu-img check.' });
  }
}

/** qemu-img ends at once and prints the text alone, without saying what it was about to do. */
export class SuddenEnd extends Refusal {
  override readonly name: string = 'SuddenEnd';

  override within(): this {
    return this;
  }
}
