import type { Query } from './recipe.ts';

/** One option as a query says it, by its full name; a flag has an empty value. */
export interface OptionWord {
  readonly name: OptionName;
  readonly value: string;
}

/** The words of a query, told apart as getopt does. */
export interface QueryWords {
  /** In their order. */
  readonly options: readonly OptionWord[];
  /** Whether a long option was cut short. */
  readonly abbreviated: boolean;
  /** What is no option. */
  readonly operands: readonly string[];
  /** The first thing that getopt refuses; what comes behind it is read all the same. */
  readonly mistake: string | undefined;
}

const options = {
  context: 'valued',
  'force-share': 'flag',
  format: 'valued',
  help: 'flag',
  'image-opts': 'flag',
  'max-length': 'valued',
  object: 'valued',
  output: 'valued',
  'start-offset': 'valued',
} as const;

export type OptionName = keyof typeof options;

const names = Object.keys(options) as OptionName[];

const shortOptions: ReadonlyMap<string, OptionName> = new Map([
  ['U', 'force-share'],
  ['f', 'format'],
  ['h', 'help'],
  ['l', 'max-length'],
  ['s', 'start-offset'],
]);

/** Tells the words of a query apart: long options, cut short or not, short ones in one word or several, the rest. */
export function readWords(query: Query): QueryWords {
  const said: OptionWord[] = [];
  const operands: string[] = [];
  let abbreviated = false;
  let mistake: string | undefined;
  const words = query.values();
  const take = (name: OptionName, joined: string | undefined): void => {
    const isFlag = options[name] === 'flag';
    const value = isFlag ? '' : (joined ?? words.next().value);
    if (isFlag && joined !== undefined) mistake ??= `--${name} with a value`;
    if (value === undefined) mistake ??= `--${name} without a value`;
    said.push({ name, value: value ?? '' });
  };
  for (const word of words) {
    if (word === '--') operands.push(...words);
    else if (word.startsWith('--')) {
      const [, stem = '', joined] = /^--([^=]*)(?:=(.*))?$/s.exec(word)!;
      const meant = longOptions(stem);
      if (meant.length !== 1) mistake ??= `--${stem}`;
      if (meant[0] === undefined) continue;
      abbreviated ||= meant[0] !== stem;
      take(meant[0], joined);
    } else if (word.length > 1 && word.startsWith('-')) {
      const wrong = readShort(word, take);
      if (wrong !== undefined) mistake ??= wrong;
    } else operands.push(word);
  }
  return { options: said, abbreviated, operands, mistake };
}

/** The value of an option, the last of several; undefined where it isn't there. */
export function saidValue({ options: said }: QueryWords, name: OptionName): string | undefined {
  return said.findLast(option => option.name === name)?.value;
}

/** The options that a word stands for: the one of that name, or all that begin with it. */
function longOptions(stem: string): OptionName[] {
  const exact = names.find(name => name === stem);
  // map has no option of this name: what asks nbdinfo instead is told by it alone.
  return exact === undefined ? names.filter(name => name !== 'context' && name.startsWith(stem)) : [exact];
}

/** `-U`, `-s64k`, `-Us` with the value in the next word. Returns what is no option. */
function readShort(
  word: string,
  take: (name: OptionName, joined: string | undefined) => void,
): string | undefined {
  for (let at = 1; at < word.length; at++) {
    const name = shortOptions.get(word[at]!);
    if (name === undefined) return `-${word[at]}`;
    if (options[name] === 'flag') take(name, undefined);
    else {
      take(name, word.slice(at + 1) || undefined);
      return undefined;
    }
  }
  return undefined;
}
