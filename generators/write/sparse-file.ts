import type { Piece } from './pieces.ts';

/** The blocks in which a file system stores a file. A block without a byte that was written is a hole. */
const block = 4096;

/** A part of a file that is stored throughout, or not at all. `end` is in bytes, Infinity past the end of the file. */
interface Segment {
  readonly hole: boolean;
  readonly end: number;
}

/** Neighbouring bytes of a file: from `from` to before `to`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * A file in memory as a file system would have it: what was written, and holes. The bytes of the pieces are kept as they are, not
 * copied. Offsets and lengths are bytes.
 */
export class SparseFile {
  readonly name: string;
  #length: number;
  /** In ascending order, without overlaps. */
  #pieces: Piece[];
  /** What is stored, in ascending order with a hole after each; undefined: not known since the last change. */
  #stored: Stretch[] | undefined;

  /** @param pieces without overlaps, in any order */
  constructor(name: string, length: number, pieces: Iterable<Piece>) {
    this.name = name;
    this.#length = length;
    this.#pieces = [...pieces]
      .filter(({ bytes }) => bytes.length > 0)
      .toSorted((one, other) => one.at - other.at);
    this.truncate(length);
  }

  get length(): number {
    return this.#length;
  }

  /** The bytes that its disk would have for it, as st_blocks counts them. */
  get allocated(): number {
    return this.#stretches().reduce((sum, { from, to }) => sum + to - from, 0);
  }

  /** What was written, in the order of the file. */
  get pieces(): readonly Piece[] {
    return this.#pieces;
  }

  /** The `length` bytes at `offset`, zeros where nothing was written. */
  read(offset: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let index = this.#firstAfter(offset); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index]!;
      if (piece.at >= offset + length) break;
      const from = Math.max(0, offset - piece.at);
      bytes.set(piece.bytes.subarray(from, offset + length - piece.at), piece.at + from - offset);
    }
    return bytes;
  }

  /** Whether the byte at `offset` is stored, and where that ends. Past the end of the file is a hole. */
  segmentAt(offset: number): Segment {
    if (offset >= this.#length) return { hole: true, end: Number.POSITIVE_INFINITY };
    const next = this.#stretches().find(({ to }) => to > offset);
    const hole = next === undefined || next.from > offset;
    return { hole, end: Math.min(this.#length, hole ? (next?.from ?? this.#length) : next.to) };
  }

  /** Writes over what is there; the file grows to the end of the piece. */
  put(piece: Piece): void {
    const end = piece.at + piece.bytes.length;
    const before = this.#pieces.flatMap(each => cut(each, 0, piece.at));
    const behind = this.#pieces.flatMap(each => cut(each, end, Number.POSITIVE_INFINITY));
    this.#pieces = [...before, piece, ...behind];
    this.#length = Math.max(this.#length, end);
    this.#stored = undefined;
  }

  /** Cuts the file off, or adds a hole at its end. */
  truncate(length: number): void {
    this.#length = length;
    if (this.#pieces.some(({ at, bytes }) => at + bytes.length > length))
      this.#pieces = this.#pieces.flatMap(piece => cut(piece, 0, length));
    this.#stored = undefined;
  }

  /** The index of the first piece that ends after `offset`. */
  #firstAfter(offset: number): number {
    let [low, high] = [0, this.#pieces.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { at, bytes } = this.#pieces[middle]!;
      if (at + bytes.length > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #stretches(): Stretch[] {
    this.#stored ??= storedStretches(this.#pieces);
    return this.#stored;
  }
}

/** The part of a piece from `from` to before `to`, if it has one. */
function cut(piece: Piece, from: number, to: number): Piece[] {
  const start = Math.max(piece.at, from);
  const end = Math.min(piece.at + piece.bytes.length, to);
  if (start >= end) return [];
  if (start === piece.at && end === piece.at + piece.bytes.length) return [piece];
  return [{ ...piece, at: start, bytes: piece.bytes.subarray(start - piece.at, end - piece.at) }];
}

function storedStretches(pieces: readonly Piece[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { at, bytes } of pieces) {
    const from = at - (at % block);
    const to = Math.ceil((at + bytes.length) / block) * block;
    const last = stretches.at(-1);
    if (last !== undefined && last.to >= from) stretches[stretches.length - 1] = { from: last.from, to };
    else stretches.push({ from, to });
  }
  return stretches;
}
