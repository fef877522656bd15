/** The sequences of `window` letters out of `letters` (0, 1, 2 …) that occurred. */
export class WindowCoverage {
  readonly possible: number;
  covered = 0;
  readonly #letters: number;
  readonly #window: number;
  readonly #seen: Uint8Array;
  #code = 0;
  #known = 0;

  constructor(letters: number, window: number) {
    this.possible = letters ** window;
    this.#letters = letters;
    this.#window = window;
    this.#seen = new Uint8Array(Math.ceil(this.possible / 8));
  }

  /** Begins another sequence. Windows don't cross its start. */
  begin(): void {
    this.#known = 0;
  }

  /** Adds the next letter of the sequence. */
  add(letter: number): void {
    this.#code = (this.#code * this.#letters + letter) % this.possible;
    this.#known += 1;
    if (this.#known < this.#window) return;
    const [byte, bit] = [Math.floor(this.#code / 8), 1 << (this.#code % 8)];
    if ((this.#seen[byte]! & bit) !== 0) return;
    this.#seen[byte]! |= bit;
    this.covered += 1;
  }
}
