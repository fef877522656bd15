import type { Query } from '../recipe.ts';

/** One option of a query by its full name. A flag has an empty value. */
export interface OptionWord {
  readonly name: OptionName;
  readonly value: string;
}

/** The words of a query, parsed as getopt does. */
export interface QueryWords {
  /** In the order of the query. */
  readonly options: readonly OptionWord[];
  /** Whether a long option was abbreviated. */
  readonly abbreviated: boolean;
  /** The words that are no options. */
  readonly operands: readonly string[];
  /** The first word that getopt refuses. The words after it are read too. */
  readonly mistake: string | undefined;
}

const kinds = {
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

export type OptionName = keyof typeof kinds;

const names = Object.keys(kinds) as OptionName[];

const shortOptions: ReadonlyMap<string, OptionName> = new Map([
  ['U', 'force-share'],
  ['f', 'format'],
  ['h', 'help'],
  ['l', 'max-length'],
  ['s', 'start-offset'],
]);

/** Parses the words of a query: long options, abbreviated or not, short options in one word or several, operands. */
export function readWords(query: Query): QueryWords {
  const read: OptionWord[] = [];
  const operands: string[] = [];
  let abbreviated = false;
  let mistake: string | undefined;
  const words = query.values();
  const take = (name: OptionName, joined: string | undefined): void => {
    const isFlag = kinds[name] === 'flag';
    const value = isFlag ? '' : (joined ?? words.next().value);
    if (isFlag && joined !== undefined) mistake ??= `--${name} with a value`;
    if (value === undefined) mistake ??= `--${name} without a value`;
    read.push({ name, value: value ?? '' });
  };
  for (const word of words) {
    if (word === '--') operands.push(...words);
    else if (word.startsWith('--')) {
      const [, stem = '', joined] = /^--([^=]*)(?:=(.*))?$/s.exec(word)!;
      const candidates = longOptions(stem);
      if (candidates.length !== 1) mistake ??= `--${stem}`;
      if (candidates[0] === undefined) continue;
      abbreviated ||= candidates[0] !== stem;
      take(candidates[0], joined);
    } else if (word.length > 1 && word.startsWith('-')) {
      const wrong = readShort(word, take);
      if (wrong !== undefined) mistake ??= wrong;
    } else operands.push(word);
  }
  return { options: read, abbreviated, operands, mistake };
}

/** The value of an option, of the last one if there are several; undefined if the query doesn't have it. */
export function optionValue({ options }: QueryWords, name: OptionName): string | undefined {
  return options.findLast(option => option.name === name)?.value;
}

/** Whether an object's text asks for the types of objects, or for the properties of its type. */
const objectHelp = /(^|,)(help|\?)(,|$)/;

/** Whether the query asks for help, which map prints in place of a map. */
export function requestsHelp({ options }: QueryWords): boolean {
  return options.some(({ name, value }) => name === 'help' || (name === 'object' && objectHelp.test(value)));
}

/** The options that a word can mean: the one of that name, or all that begin with the word. */
function longOptions(stem: string): OptionName[] {
  const exact = names.find(name => name === stem);
  // map has no --context. Only the full word means it, so it never makes an abbreviation ambiguous.
  return exact === undefined ? names.filter(name => name !== 'context' && name.startsWith(stem)) : [exact];
}

/** Reads `-U`, `-s64k`, or `-Us` with the value in the next word. Returns the first word that is no option. */
function readShort(
  word: string,
  take: (name: OptionName, joined: string | undefined) => void,
): string | undefined {
  for (let at = 1; at < word.length; at++) {
    const name = shortOptions.get(word[at]!);
    if (name === undefined) return `-${word[at]}`;
    if (kinds[name] === 'flag') take(name, undefined);
    else {
      take(name, word.slice(at + 1) || undefined);
      return undefined;
    }
  }
  return undefined;
}
