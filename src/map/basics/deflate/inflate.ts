import { BitReader, CutStream, InvalidStream } from './bit-reader.ts';
import { type HuffmanCode, huffmanCode } from './huffman-code.ts';

/**
 * How a deflated stream came to its end: it `ended` by itself; the output was `full` before; its input was `cut` off; or it is
 * `invalid`. zlib has the same four: Z_STREAM_END, Z_BUF_ERROR twice, Z_DATA_ERROR.
 */
export interface Inflated {
  readonly outcome: 'ended' | 'full' | 'cut' | 'invalid';
  /** Bytes of output. */
  readonly written: number;
  /** Where the first byte is in the input that is no part of the stream. */
  readonly at: number;
}

const endOfBlock = 256;
const [mostLengths, mostDistances] = [286, 30];
/** The order in which the lengths of the code for lengths stand (RFC 1951, section 3.2.7). */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Lengths and distances of copies, by their symbols: the least one, and how many bits are to be added (section 3.2.5). */
const lengths = ranges(
  3,
  [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5],
);
lengths.push({ least: 258, extra: 0 });
const distances = ranges(
  1,
  Array.from({ length: mostDistances }, (_, symbol) => Math.max(0, (symbol >> 1) - 1)),
);

interface Range {
  readonly least: number;
  readonly extra: number;
}

function ranges(first: number, extras: readonly number[]): Range[] {
  let least = first;
  return extras.map(extra => {
    const range = { least, extra };
    least += 2 ** extra;
    return range;
  });
}

interface Codes {
  readonly literals: HuffmanCode;
  readonly distances: HuffmanCode;
}

let fixed: Codes | undefined;

/**
 * Inflates a stream of RFC 1951 into `output`, and takes for valid what zlib takes for valid. Like zlib it goes on when the output is
 * full, until there is something to write. Node's zlib can't be stopped there, and a cluster of qcow2 may have more behind it, even
 * damage; browsers have none that answers at once.
 *
 * @param at where the stream begins in `input`
 */
export function inflate(input: Uint8Array, output: Uint8Array, at = 0): Inflated {
  const stream = new InflatedStream(new BitReader(input, at), output);
  const outcome = stream.run();
  return { outcome, written: stream.written, at: stream.bits.at };
}

/** The output has no room for what comes next. */
class FullOutput extends Error {}

class InflatedStream {
  readonly bits: BitReader;
  written = 0;
  readonly #output: Uint8Array;

  constructor(bits: BitReader, output: Uint8Array) {
    this.bits = bits;
    this.#output = output;
  }

  run(): Inflated['outcome'] {
    try {
      while (!this.#readBlock());
      return 'ended';
    } catch (error) {
      if (error instanceof CutStream) return 'cut';
      if (error instanceof FullOutput) return 'full';
      if (error instanceof InvalidStream) return 'invalid';
      throw error;
    }
  }

  /** Reads a block; returns whether it is the last one. */
  #readBlock(): boolean {
    const isLast = this.bits.take(1) === 1;
    const kind = this.bits.take(2);
    if (kind === 3) throw new InvalidStream();
    if (kind === 0) this.#readStored();
    else this.#readCoded(kind === 1 ? fixedCodes() : this.#readCodes());
    return isLast;
  }

  #readStored(): void {
    this.bits.skipToByte();
    const length = this.bits.take(16);
    if (this.bits.take(16) !== (length ^ 0xffff)) throw new InvalidStream();
    const copied = this.bits.copy(this.#output, this.written, length);
    this.written += copied;
    if (copied < length) throw this.written === this.#output.length ? new FullOutput() : new CutStream();
  }

  /** The codes of a block, which stand at its beginning. */
  #readCodes(): Codes {
    const { bits } = this;
    const [literalCount, distanceCount, orderCount] = [
      257 + bits.take(5),
      1 + bits.take(5),
      4 + bits.take(4),
    ];
    if (literalCount > mostLengths || distanceCount > mostDistances) throw new InvalidStream();
    const ofLengths = new Uint8Array(lengthOrder.length);
    for (const symbol of lengthOrder.slice(0, orderCount)) ofLengths[symbol] = bits.take(3);
    const found = this.#readLengths(huffmanCode(ofLengths, 'complete'), literalCount + distanceCount);
    if (found[endOfBlock] === 0) throw new InvalidStream();
    return {
      literals: huffmanCode(found.subarray(0, literalCount), 'complete or of one symbol'),
      distances: huffmanCode(found.subarray(literalCount), 'complete or of one symbol'),
    };
  }

  #readLengths({ table, bits: most }: HuffmanCode, count: number): Uint8Array {
    const { bits } = this;
    const found = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      const symbol = bits.takeSymbol(table, most);
      if (symbol < 16) {
        found[at++] = symbol;
        continue;
      }
      if (symbol === 16 && at === 0) throw new InvalidStream();
      const value = symbol === 16 ? found[at - 1]! : 0;
      const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
      if (at + times > count) throw new InvalidStream();
      found.fill(value, at, at + times);
      at += times;
    }
    return found;
  }

  #readCoded({ literals, distances: ofDistances }: Codes): void {
    const { bits } = this;
    const output = this.#output;
    for (;;) {
      const symbol = bits.takeSymbol(literals.table, literals.bits);
      if (symbol < endOfBlock) {
        if (this.written === output.length) throw new FullOutput();
        output[this.written++] = symbol;
      } else if (symbol === endOfBlock) {
        return;
      } else {
        const length = this.#valueOf(lengths[symbol - endOfBlock - 1]);
        this.#copy(length, this.#valueOf(distances[bits.takeSymbol(ofDistances.table, ofDistances.bits)]));
      }
    }
  }

  /** @throws InvalidStream of a symbol without a meaning */
  #valueOf(range: Range | undefined): number {
    if (range === undefined) throw new InvalidStream();
    return range.least + this.bits.take(range.extra);
  }

  /** Repeats `length` bytes from `distance` bytes before the end; both may overlap. */
  #copy(length: number, distance: number): void {
    const output = this.#output;
    if (this.written === output.length) throw new FullOutput();
    if (distance > this.written) throw new InvalidStream();
    const end = Math.min(this.written + length, output.length);
    const isFull = end < this.written + length;
    for (let at = this.written; at < end; at++) output[at] = output[at - distance]!;
    this.written = end;
    if (isFull) throw new FullOutput();
  }
}

/** The codes that need no description (section 3.2.6). */
function fixedCodes(): Codes {
  if (fixed === undefined) {
    const ofLiterals = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
    fixed = {
      literals: huffmanCode(ofLiterals, 'complete'),
      distances: huffmanCode(new Uint8Array(32).fill(5), 'complete'),
    };
  }
  return fixed;
}
