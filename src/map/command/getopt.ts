import type { ByteString } from '../basics/byte-string.ts';

/** An option that the scan knows. */
export interface OptionShape<Name extends string> {
  /** The long name, without dashes. */
  readonly name: Name;
  /** The short form, if there is one. */
  readonly letter?: string;
  /** Whether it takes an argument. */
  readonly argument: boolean;
}

/** Whether options and operands may be mixed, or the first operand ends the options. */
export type WordOrder = 'mixed' | 'options first';

/** A mistake in an option. `option` is `-x` or the full `--name`, `text` is what was typed. */
export type Problem =
  | { readonly kind: 'unknown-option'; readonly text: ByteString }
  | { readonly kind: 'unknown-letter'; readonly letter: ByteString }
  | { readonly kind: 'ambiguous'; readonly text: ByteString; readonly candidates: readonly string[] }
  | { readonly kind: 'unwanted-argument'; readonly option: string }
  | { readonly kind: 'missing-argument'; readonly option: string };

/** One step of a scan. `word` is the word before the position of the scan, which qemu-img quotes in its own messages. */
export type ScanStep<Name extends string> =
  | { readonly kind: 'option'; readonly name: Name; readonly argument: ByteString }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly word: ByteString };

/**
 * Scans `words` as GNU getopt_long does: letters may stand in clusters, long names
 * may be shortened, and `--` ends the options. Yields the options from left to right and returns the operands. As in
 * glibc, operands move after the options as the scan passes them: which word a message quotes depends on that.
 *
 * @param words the first one is the name of the command
 */
export function getopt<Name extends string>(
  words: readonly ByteString[],
  options: readonly OptionShape<Name>[],
  order: WordOrder = 'mixed',
): Generator<ScanStep<Name>, readonly ByteString[]> {
  return new Scan(words, options).steps(order);
}

class Scan<Name extends string> {
  readonly #queue: ByteString[];
  readonly #options: readonly OptionShape<Name>[];
  #next = 1;
  // The operands passed so far stand from `firstOperand` up to, not including, `afterOperands`.
  #firstOperand = 1;
  #afterOperands = 1;
  /** The letters of a word that are still to be taken. */
  #cluster: ByteString = '';

  constructor(words: readonly ByteString[], options: readonly OptionShape<Name>[]) {
    this.#queue = [...words];
    this.#options = options;
  }

  *steps(order: WordOrder): Generator<ScanStep<Name>, readonly ByteString[]> {
    for (;;) {
      const operands = this.#cluster === '' ? this.#passOperands(order) : undefined;
      if (operands !== undefined) return operands;
      yield this.#takeOption();
    }
  }

  /** Goes on to the next option. Returns all operands if there is none. */
  #passOperands(order: WordOrder): readonly ByteString[] | undefined {
    const queue = this.#queue;
    if (this.#afterOperands !== this.#next) this.#moveOperands();
    if (order === 'options first' && this.#next < queue.length && isOperand(queue[this.#next]!))
      return queue.slice(this.#next);
    while (this.#next < queue.length && isOperand(queue[this.#next]!)) this.#next += 1;
    this.#afterOperands = this.#next;
    if (queue[this.#next] === '--') {
      this.#next += 1;
      this.#moveOperands();
    } else if (this.#next < queue.length) return undefined;
    return queue.slice(this.#firstOperand);
  }

  /** Moves the operands behind the options that were taken since. */
  #moveOperands(): void {
    const operands = this.#queue.splice(this.#firstOperand, this.#afterOperands - this.#firstOperand);
    this.#firstOperand = this.#next - operands.length;
    this.#queue.splice(this.#firstOperand, 0, ...operands);
    this.#afterOperands = this.#next;
  }

  #takeOption(): ScanStep<Name> {
    if (this.#cluster === '') {
      const word = this.#queue[this.#next]!;
      if (word.startsWith('--')) return this.#takeLong(word);
      this.#cluster = word.slice(1);
    }
    return this.#takeLetter();
  }

  #takeLong(text: ByteString): ScanStep<Name> {
    this.#next += 1;
    const [typed, value] = splitValue(text.slice(2));
    const match = findLong(typed, this.#options);
    if (match.length === 0) return this.#problem({ kind: 'unknown-option', text });
    if (match.length > 1) {
      const candidates = match.map(option => `--${option.name}`);
      return this.#problem({ kind: 'ambiguous', text, candidates });
    }
    const { name, argument } = match[0]!;
    if (!argument) {
      return value === undefined
        ? { kind: 'option', name, argument: '' }
        : this.#problem({ kind: 'unwanted-argument', option: `--${name}` });
    }
    return value === undefined
      ? this.#withNextWord(name, `--${name}`)
      : { kind: 'option', name, argument: value };
  }

  #takeLetter(): ScanStep<Name> {
    const letter = this.#cluster[0]!;
    this.#cluster = this.#cluster.slice(1);
    if (this.#cluster === '') this.#next += 1;
    const option = this.#options.find(known => known.letter === letter);
    if (option === undefined) return this.#problem({ kind: 'unknown-letter', letter });
    const { name } = option;
    if (!option.argument) return { kind: 'option', name, argument: '' };
    if (this.#cluster === '') return this.#withNextWord(name, `-${letter}`);
    const argument = this.#cluster;
    this.#cluster = '';
    this.#next += 1;
    return { kind: 'option', name, argument };
  }

  /** An option whose argument is the next word; a problem if there is none. */
  #withNextWord(name: Name, option: string): ScanStep<Name> {
    if (this.#next === this.#queue.length) return this.#problem({ kind: 'missing-argument', option });
    this.#next += 1;
    return { kind: 'option', name, argument: this.#queue[this.#next - 1]! };
  }

  #problem(problem: Problem): ScanStep<Name> {
    return { kind: 'problem', problem, word: this.#queue[this.#next - 1]! };
  }
}

function isOperand(word: ByteString): boolean {
  return !word.startsWith('-') || word === '-';
}

function splitValue(text: ByteString): [name: ByteString, value: ByteString | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** The options that `typed` may mean: the option of that name, or else all whose names begin with it. */
function findLong<Name extends string>(
  typed: ByteString,
  options: readonly OptionShape<Name>[],
): readonly OptionShape<Name>[] {
  const exact = options.filter(option => option.name === typed);
  return exact.length > 0 ? exact : options.filter(option => option.name.startsWith(typed));
}
