/** What blocks of one value amount to. */
interface Total {
  readonly value: number;
  /** Bytes. */
  readonly size: bigint;
  /** Of the whole export. */
  readonly percent: number;
}

/** Sums up blocks of NBD by their value, lowest value first, as `nbdinfo --totals` does. */
export class NbdTotals {
  readonly #sizes = new Map<number, bigint>();
  #whole = 0n;

  add(value: number, length: number): void {
    const bytes = BigInt(length);
    this.#sizes.set(value, (this.#sizes.get(value) ?? 0n) + bytes);
    this.#whole += bytes;
  }

  get totals(): Total[] {
    return [...this.#sizes]
      .sort(([one], [other]) => one - other)
      .map(([value, size]) => ({ value, size, percent: (100 * Number(size)) / Number(this.#whole) }));
  }
}

/** A line of the table of nbdinfo 1.14. */
export function totalLine({ value, size, percent }: Total, description: string): string {
  const share = tenths(percent).padStart(5);
  return `${String(size).padStart(10)} ${share}% ${String(value).padStart(3)} ${description}`;
}

/** An entry of its JSON. */
export function totalEntry({ value, size, percent }: Total, description: string): string {
  return `{ "size": ${size}, "percent": ${sixDigits(percent)}, "type": ${value}, "description": "${description}" }`;
}

/** C's `%.1f`. */
function tenths(percent: number): string {
  return rounded(percent, 1);
}

/** C's `%g`: six digits without zeros at the end, and with an exponent of two digits below 0.0001. */
function sixDigits(percent: number): string {
  const scientific = percent.toExponential(5);
  if (percent < 0.0001) return scientific.replace(/\.?0*e/, 'e').replace(/e-(\d)$/, 'e-0$1');
  const exponent = Number(scientific.split('e')[1]);
  return String(Number(rounded(percent, 5 - exponent)));
}

/** `toFixed` takes a tie up, and C to the even digit. A hundred digits are all that a double above 0.0001 has. */
function rounded(percent: number, digits: number): string {
  const exact = percent.toFixed(100);
  const end = exact.length - 100 + digits;
  const isTie = /^50*$/.test(exact.slice(end));
  return isTie && Number(exact[end - 1]) % 2 === 0 ? exact.slice(0, end) : percent.toFixed(digits);
}
