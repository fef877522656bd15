import type { ByteString } from '../basics/byte-string.ts';

/** An option that the scan knows: its long name, the letter where it has one, and whether it takes an argument. */
export interface OptionShape<Name extends string> {
  readonly name: Name;
  readonly letter?: string;
  readonly argument: boolean;
}

/** What is wrong with an option; `option` is `-x` or `--name` in full, `text` what was typed. */
export type Problem =
  | { readonly kind: 'unknown-option'; readonly text: ByteString }
  | { readonly kind: 'unknown-letter'; readonly letter: ByteString }
  | { readonly kind: 'ambiguous'; readonly text: ByteString; readonly candidates: readonly string[] }
  | { readonly kind: 'unwanted-argument'; readonly option: string }
  | { readonly kind: 'missing-argument'; readonly option: string };

/** One step of the scan. `word` is the word before the scan's position, which qemu-img quotes in its own messages. */
export type Found<Name extends string> =
  | { readonly kind: 'option'; readonly name: Name; readonly argument: ByteString }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly word: ByteString };

/**
 * Scans `words`, of which the first is the command's own name, as GNU getopt_long does: options and operands mixed,
 * letters in clusters, long names shortened, `--` as the end. Yields what it finds from left to right and returns the
 * operands. Operands are moved behind the options as the scan passes them, as glibc does it: the word that a message
 * quotes depends on that. Under POSIXLY_CORRECT the first operand ends the options.
 */
export function* getopt<Name extends string>(
  words: readonly ByteString[],
  options: readonly OptionShape<Name>[],
  posixlyCorrect = false,
): Generator<Found<Name>, readonly ByteString[]> {
  const queue = [...words];
  let next = 1;
  // Where the operands passed so far stand: from `firstOperand` up to, not including, `afterOperands`.
  let firstOperand = 1;
  let afterOperands = 1;
  let cluster = '';

  const problem = (problem: Problem): Found<Name> => ({ kind: 'problem', problem, word: queue[next - 1]! });

  const moveOperands = () => {
    const operands = queue.splice(firstOperand, afterOperands - firstOperand);
    firstOperand = next - operands.length;
    queue.splice(firstOperand, 0, ...operands);
    afterOperands = next;
  };

  const takeLong = (): Found<Name> => {
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

  const takeLetter = (): Found<Name> => {
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

/** The options that `typed` may mean: the one of that name, or all that begin so. */
function findLong<Name extends string>(
  typed: ByteString,
  options: readonly OptionShape<Name>[],
): readonly OptionShape<Name>[] {
  const exact = options.filter(option => option.name === typed);
  return exact.length > 0 ? exact : options.filter(option => option.name.startsWith(typed));
}
