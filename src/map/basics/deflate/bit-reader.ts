/** The input has ended in the middle of something. */
export class CutStream extends Error {}

/** The input can't be deflated data. */
export class InvalidStream extends Error {}

/** Reads bits, the least significant one of each byte first. It takes no byte before a bit of it is needed. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Where the first byte is of which no bit has been needed. */
  get at(): number {
    return this.#at;
  }

  /**
   * The number that the next bits are.
   *
   * @param count at most 16
   * @throws CutStream
   */
  take(count: number): number {
    while (this.#count < count) this.#pull();
    const value = this.#held & ((1 << count) - 1);
    this.#drop(count);
    return value;
  }

  /**
   * The symbol of the next code.
   *
   * @param table for each number of `bits` bits 16 times the symbol, plus the length of its code; 0: there is none
   * @throws CutStream, InvalidStream
   */
  takeSymbol(table: Uint16Array, bits: number): number {
    const mask = (1 << bits) - 1;
    for (;;) {
      const entry = table[this.#held & mask]!;
      const length = entry & 15;
      if (length > 0 && length <= this.#count) {
        this.#drop(length);
        return entry >> 4;
      }
      if (this.#count >= bits) throw new InvalidStream();
      this.#pull();
    }
  }

  /** Passes over what is left of a byte that has been begun. */
  skipToByte(): void {
    this.#held = 0;
    this.#count = 0;
  }

  /** Fills `output` from `from` on with bytes, as far as there are any and at most `count`; returns how many. */
  copy(output: Uint8Array, from: number, count: number): number {
    const most = Math.min(count, output.length - from, this.#bytes.length - this.#at);
    output.set(this.#bytes.subarray(this.#at, this.#at + most), from);
    this.#at += most;
    return most;
  }

  #pull(): void {
    if (this.#at >= this.#bytes.length) throw new CutStream();
    this.#held |= this.#bytes[this.#at++]! << this.#count;
    this.#count += 8;
  }

  #drop(count: number): void {
    this.#held >>>= count;
    this.#count -= count;
  }
}
