import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import type { Case, Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { columnCount, columnWidth, withoutColumns, withStartMoved } from './cut-columns.ts';
import { fewerEdits, lesserEdits } from './fewer-edits.ts';
import { byJsonName, fewerKeys, withoutBackingOptions } from './json-name.ts';
import { lesserWindows, plainlyNamed, plainQuery, smallestWindows } from './plain-query.ts';
import { bareRecipe, plainerRecipes, withFewerFeatures } from './plainer.ts';
import { spelledOut } from './spelled-out.ts';

/**
 * Cases one step smaller than a case with one query, the largest steps first: no encryption, whose keys make every try slow; a
 * query spelled out; clusters alone; then fewer layers, less damage, a plainer query, fewer columns, plainer layers, smaller
 * clusters. Lazy, since most of them are never tried. Not all of them are valid.
 */
export function* smallerCases(from: Case): Generator<Case> {
  const { recipe, queries } = from;
  yield* withoutEncryption(from);
  yield* withQuerySpelledOut(from);
  for (const bare of bareRecipe(recipe)) yield { notes: [], recipe: bare, queries };
  yield* withFewerThings(from);
  for (const sounder of lesserEdits(recipe)) yield { notes: [], recipe: sounder, queries };
  for (const plainer of plainerRecipes(recipe)) yield { notes: [], recipe: plainer, queries };
}

/**
 * Cases with one thing less than a case with one query: a layer, an edit or bits of one, columns, words of the query, an attribute of a
 * layer. No cluster changes the state that it is drawn with.
 */
export function* casesWithLess(from: Case): Generator<Case> {
  const { recipe, queries } = from;
  yield* withoutEncryption(from);
  yield* withFewerThings(from);
  for (const sounder of lesserEdits(recipe)) yield { notes: [], recipe: sounder, queries };
  for (const plainer of withFewerFeatures(recipe)) yield { notes: [], recipe: plainer, queries };
}

/** Fewer layers, less damage, a plainer query, fewer columns. */
function* withFewerThings(from: Case): Generator<Case> {
  const { recipe, queries } = from;
  yield* withFewerLayers(from);
  for (const sounder of fewerEdits(recipe)) yield { notes: [], recipe: sounder, queries };
  for (const query of plainerQueries(queries[0] ?? [], recipe)) yield { notes: [], recipe, queries: [query] };
  yield* withFewerColumns(from);
}

/** Cases without encryption: with the plain query, with the image by name, or with the same query. */
function* withoutEncryption({ recipe, queries }: Case): Generator<Case> {
  const isEncrypted = (layer: Layer): boolean => layer.encryption !== undefined;
  if (!recipe.layers.some(isEncrypted)) return;
  const open: Recipe = { layers: recipe.layers.map(opened) };
  const [query = []] = queries;
  const plain = plainQuery(query, recipe.layers.at(-1)!.name);
  for (const next of [plain, plainlyNamed(query, recipe), query])
    yield { notes: [], recipe: open, queries: [next] };
}

function opened(layer: Layer): Layer {
  const { encryption: _dropped, ...rest } = layer;
  return rest;
}

/** Cases with the query spelled out, then by a `json:` name. */
export function* withQuerySpelledOut({ recipe, queries }: Case): Generator<Case> {
  const [query = []] = queries;
  const spelled = spelledOut(query);
  if (spelled.join('\0') !== query.join('\0')) yield { notes: [], recipe, queries: [spelled] };
  for (const named of byJsonName(query)) yield { notes: [], recipe, queries: [named] };
}

/** Half of the layers at once, then fewer: one by one, a chain of two hundred layers would take longer than a reduction may. */
function* withFewerLayers(from: Case): Generator<Case> {
  const layers = from.recipe.layers.length;
  for (let count = Math.floor(layers / 2); count >= 1; count = Math.floor(count / 2)) {
    for (let first = 0; first < layers; first += count)
      yield* withoutLayers(from, first, Math.min(count, layers - first));
  }
}

/**
 * The case without `count` layers: with the same query, then with one that says nothing of a backing file. A query for one of them
 * now maps the next deeper layer; without a deeper one, the base.
 */
function* withoutLayers({ recipe, queries }: Case, first: number, count: number): Generator<Case> {
  const gone = new Set(recipe.layers.slice(first, first + count).map(({ name }) => name));
  const layers = recipe.layers.toSpliced(first, count);
  const heir = layers[Math.max(0, first - 1)]!.name;
  const named = queries.map(query => query.map(word => (gone.has(word) ? heir : word)));
  yield { notes: [], recipe: { layers }, queries: named };
  for (const query of withoutBackingOptions(named[0] ?? []))
    yield { notes: [], recipe: { layers }, queries: [query] };
}

function* withFewerColumns({ recipe, queries }: Case): Generator<Case> {
  const width = columnWidth(recipe);
  if (width === undefined) return;
  const columns = columnCount(recipe, width);
  for (let count = columns; count >= 1; count = Math.floor(count / 2)) {
    let last: string | undefined;
    for (let first = 0; first < columns; first += count) {
      const fewer = withoutColumns(recipe, width, first, count);
      // Of a thousand equal columns it doesn't matter which one goes.
      const text = printChain(fewer);
      if (text !== last) {
        const moved = queries.map(query => withStartMoved(query, first * width, count * width));
        yield { notes: [], recipe: fewer, queries: moved };
      }
      last = text;
    }
  }
}

/**
 * Plainer queries: the top by name alone, whole or in a small window; the image by name; then without one key of a `json:` name,
 * in a smaller window, and without one word, or an option and its value.
 */
function* plainerQueries(query: Query, recipe: Recipe): Generator<Query> {
  const isPlainer = (other: Query): boolean =>
    other.length < query.length || other.join().length < query.join().length;
  const top = recipe.layers.at(-1)!.name;
  const plainer = [plainQuery(query, top), ...smallestWindows(query, top), plainlyNamed(query, recipe)];
  yield* plainer.filter(isPlainer);
  yield* fewerKeys(query);
  yield* lesserWindows(query);
  for (const [index, word] of query.entries()) {
    if (!word.startsWith('-') || word.startsWith('--output')) continue;
    yield query.toSpliced(index, 1);
    if (query.length - index > 1) yield query.toSpliced(index, 2);
  }
}
