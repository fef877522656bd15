import type { Query } from '../recipe/recipe.ts';

/** The words of a query, told apart as getopt does; wrong ones are taken as they come. */
export interface QueryWords {
  /** The values of options by their full names; a flag has an empty one. The last of several counts. */
  readonly values: ReadonlyMap<OptionName, string>;
  /** Whether a long option was cut short. */
  readonly abbreviated: boolean;
  /** What is no option. */
  readonly operands: readonly string[];
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
  const values = new Map<OptionName, string>();
  const operands: string[] = [];
  let abbreviated = false;
  const words = query.values();
  const take = (name: OptionName, joined: string | undefined): void => {
    values.set(name, joined ?? (options[name] === 'valued' ? (words.next().value ?? '') : ''));
  };
  for (const word of words) {
    if (word === '--') operands.push(...words);
    else if (word.startsWith('--')) {
      const [, stem = '', joined] = /^--([^=]*)(?:=(.*))?$/s.exec(word)!;
      const name = names.find(candidate => candidate.startsWith(stem));
      if (name === undefined) continue;
      abbreviated ||= name !== stem;
      take(name, joined);
    } else if (word.length > 1 && word.startsWith('-')) readShort(word, take);
    else operands.push(word);
  }
  return { values, abbreviated, operands };
}

/** `-U`, `-s64k`, `-Us` with the value in the next word. */
function readShort(word: string, take: (name: OptionName, joined: string | undefined) => void): void {
  for (let at = 1; at < word.length; at++) {
    const name = shortOptions.get(word[at]!);
    if (name === undefined) return;
    const rest = word.slice(at + 1);
    const valued = options[name] === 'valued';
    take(name, valued && rest !== '' ? rest : undefined);
    if (valued) return;
  }
}
