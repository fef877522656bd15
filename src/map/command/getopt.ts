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
 * Scans `words` as GNU getopt_long does: options and operands may be mixed, letters may stand in clusters, long names
 * may be shortened, and `--` ends the options. Yields the options from left to right and returns the operands. As in
 * glibc, operands move after the options as the scan passes them: which word a message quotes depends on that.
 *
 * @param words the first one is the name of the command
 * @param posixlyCorrect the first operand ends the options
 */
export function* getopt<Name extends string>(
  words: readonly ByteString[],
  options: readonly OptionShape<Name>[],
  posixlyCorrect = false,
): Generator<ScanStep<Name>, readonly ByteString[]> {
  const queue = [...words];
  let next = 1;
  // The operands passed so far stand from `firstOperand` up to, not including, `afterOperands`.
  let firstOperand = 1;
  let afterOperands = 1;
  let cluster = '';

  const problem = (problem: Problem): ScanStep<Name> => ({
    kind: 'problem',
    problem,
    word: queue[next - 1]!,
  });

  const moveOperands = () => {
    const operands = queue.splice(firstOperand, afterOperands - firstOperand);
    firstOperand = next - operands.length;
    queue.splice(firstOperand, 0, ...operands);
    afterOperands = next;
  };

  const takeLong = (): ScanStep<Name> => {
    const text = queue[next]!;
    next += 1;
    const [typed, value] = splitValue(text.slice(2));
    const match = findLong(typed, options);
    if (match.length === 0) return problem({ kind: 'unknown-option', text });
    if (match.length > 1) {
      return problem({ kind: 'ambiguous', text, candidates: match.map(option => `--${option.name}`) });
    }
    const { name, argument } = match[0]!;
    if (!argument) {
      return value === undefined
        ? { kind: 'option', name, argument: '' }
        : problem({ kind: 'unwanted-argument', option: `--${name}` });
    }
    if (value !== undefined) return { kind: 'option', name, argument: value };
    if (next === queue.length) return problem({ kind: 'missing-argument', option: `--${name}` });
    next += 1;
    return { kind: 'option', name, argument: queue[next - 1]! };
  };

  const takeLetter = (): ScanStep<Name> => {
    const letter = cluster[0]!;
    cluster = cluster.slice(1);
    if (cluster === '') next += 1;
    const option = options.find(known => known.letter === letter);
    if (option === undefined) return problem({ kind: 'unknown-letter', letter });
    const { name } = option;
    if (!option.argument) return { kind: 'option', name, argument: '' };
    const attached = cluster;
    cluster = '';
    if (attached === '' && next === queue.length) {
      return problem({ kind: 'missing-argument', option: `-${letter}` });
    }
    next += 1;
    return { kind: 'option', name, argument: attached === '' ? queue[next - 1]! : attached };
  };

  for (;;) {
    if (cluster !== '') {
      yield takeLetter();
      continue;
    }
    if (afterOperands !== next) moveOperands();
    if (posixlyCorrect && next < queue.length && isOperand(queue[next]!)) return queue.slice(next);
    while (next < queue.length && isOperand(queue[next]!)) next += 1;
    afterOperands = next;
    if (queue[next] === '--') {
      next += 1;
      moveOperands();
      return queue.slice(firstOperand);
    }
    if (next === queue.length) return queue.slice(firstOperand);
    if (queue[next]!.startsWith('--')) {
      yield takeLong();
    } else {
      cluster = queue[next]!.slice(1);
      yield takeLetter();
    }
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
