import { bitmapContext } from '../recipe/query/bitmap-context.ts';
import { type OptionName, optionValue, type QueryWords, readWords } from '../recipe/query/query-words.ts';
import type { Query, Recipe } from '../recipe/recipe.ts';

type Holds = (words: QueryWords, recipe: Recipe) => boolean;

const has =
  (...names: OptionName[]): Holds =>
  words =>
    names.every(name => optionValue(words, name) !== undefined);

const named =
  (pattern: RegExp): Holds =>
  ({ operands: [operand = ''] }) =>
    pattern.test(operand);

const isContext = has('context');

export type QueryOption =
  | 'json'
  | 'human'
  | 'nbd-context'
  | 'dirty-bitmap'
  | 'start'
  | 'length'
  | 'forced-format'
  | 'json-name'
  | 'image-opts'
  | 'backing'
  | 'no-backing'
  | 'filter'
  | 'driver'
  | 'secret'
  | 'locks'
  | 'abbreviated'
  | 'deeper-layer';

/**
 * The options that a query can have, by the names that `--feature` takes. The words of the query and the names of the
 * layers decide each.
 */
export const queryOptions: Readonly<Record<QueryOption, Holds>> = {
  json: (words, recipe) => optionValue(words, 'output') === 'json' && !isContext(words, recipe),
  human: (words, recipe) => optionValue(words, 'output') !== 'json' && !isContext(words, recipe),
  'nbd-context': isContext,
  /** The context is a dirty bitmap that is stored in an image. */
  'dirty-bitmap': words => optionValue(words, 'context')?.startsWith(bitmapContext) === true,
  start: has('start-offset'),
  length: has('max-length'),
  'forced-format': has('format'),
  'json-name': named(/^json:/),
  'image-opts': has('image-opts'),
  /** The query gives options for the backing file. */
  backing: named(/"backing(":\{|\.)|(^|,)backing\./),
  'no-backing': named(/"backing":null/),
  /** The query opens a node that leaves the bytes below it as they are. */
  filter: named(/driver(=|":")(compress|preallocate|blkdebug)/),
  /** The query opens a node that combines others, follows rules, or stands for no file. */
  driver: named(
    /driver(=|":")(throttle|copy-|snapshot-access|blklogwrites|blkverify|null-|quorum)|inject-error/,
  ),
  secret: words => optionValue(words, 'object')?.startsWith('secret') === true,
  locks: has('force-share'),
  abbreviated: ({ abbreviated }) => abbreviated,
  /** The query names a layer other than the top by its plain file name. */
  'deeper-layer': ({ operands: [operand] }, { layers }) =>
    layers.slice(0, -1).some(({ name }) => name === operand),
};

const entries = Object.entries(queryOptions) as [QueryOption, Holds][];

/** The options of a query on a chain. */
export function optionsOf(query: Query, recipe: Recipe): QueryOption[] {
  const words = readWords(query);
  return entries.filter(([, holds]) => holds(words, recipe)).map(([name]) => name);
}
