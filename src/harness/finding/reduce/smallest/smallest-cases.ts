import { cellCount } from '../../../../../generators/recipe/cells/cell-row.ts';
import { traitsOf, unprobedFormat } from '../../../../../generators/recipe/formats.ts';
import { mappedChain } from '../../../../../generators/recipe/query/mapped-chain.ts';
import type { AttributeName, Case, Layer, Query, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../../generators/recipe/virtual-size.ts';
import { byJsonName } from '../json-name.ts';
import { isPlain, plainQuery, smallestWindows } from '../plain-query.ts';
import {
  cutFileChains,
  dataFileChains,
  longRow,
  longRows,
  oddChains,
  subclusterChains,
} from './feature-chains.ts';
import { chainOf, states, top } from './one-layer.ts';
import { longChains, longestSmallest, smallestChains } from './smallest-chains.ts';
import { smallestOfFormat } from './smallest-of-format.ts';

/**
 * The smallest cases there are, in a fixed order. Most faults show in one of them, and the first one is then the same wherever
 * the fault was found.
 *
 * First the smallest chains with a plain query for the same kind of output; then chains with something that the case has:
 * encryption, subclusters, an end inside a cluster, a file that is cut short, a data file, a raw file, a long row; then small windows; last
 * the smallest chains with the query of the case.
 */
export function* smallestCases({ recipe, queries }: Case): Generator<Case> {
  const [query = []] = queries;
  const plain = plainQuery(query, top);
  yield* withQuery(smallestChains(), plain);
  const has = (feature: AttributeName): boolean => recipe.layers.some(layer => layer[feature] !== undefined);
  if (has('encryption')) yield* encryptedCases(plain);
  if (has('extendedL2')) yield* withQuery(subclusterChains(), plain);
  if (recipe.layers.some(endsInsideCell)) yield* withQuery(oddChains(), plain);
  if (recipe.layers.some(hasOtherLength)) yield* withQuery(cutFileChains(), plain);
  if (has('dataFile')) yield* withQuery(dataFileChains({}), plain);
  if (has('dataFileRaw')) yield* withQuery(dataFileChains({ dataFileRaw: true }), plain);
  for (const [format, chains] of Object.entries(smallestOfFormat)) {
    if (!mayBeOf(format, recipe, query)) continue;
    for (const chain of chains()) yield* withQuery([chain], plainQueryOf(chain, query));
  }
  if (recipe.layers.some(({ cells }) => cellCount(cells) >= longRow)) yield* withQuery(longRows(), plain);
  for (const state of states) {
    for (const window of smallestWindows(query, top)) yield* withQuery([chainOf([state])], window);
  }
  if (isPlain(query, recipe)) return;
  const { name } = mappedChain(recipe, query).layers.at(-1)!;
  for (const spelling of [...byJsonName(query), query]) {
    for (const chain of smallestChains()) yield* withQuery([named(chain, name)], spelling);
  }
}

/**
 * The smallest chains of as many layers as a case has, with a plain query. None for a chain that is no longer than the `smallestCases`.
 * What shows in one of them may show with fewer layers too.
 */
export function* longCases({ recipe: { layers }, queries }: Case): Generator<Case> {
  if (layers.length > longestSmallest)
    yield* withQuery(longChains(layers.length), plainQuery(queries[0] ?? [], top));
}

function endsInsideCell(layer: Layer): boolean {
  const size = virtualSize(layer);
  return size % BigInt(layer.unit) !== 0n || size % 512n !== 0n;
}

function hasOtherLength({ edits = [] }: Layer): boolean {
  return edits.some(({ field }) => field === 'length');
}

function* withQuery(chains: Iterable<Recipe>, query: Query): Generator<Case> {
  for (const recipe of chains) yield { notes: [], recipe, queries: [query] };
}

/** The plain query for the top of a chain. A format that probing doesn't find is named. */
function plainQueryOf({ layers }: Recipe, query: Query): Query {
  const top = layers.at(-1)!;
  const plain = plainQuery(query, top.name);
  return traitsOf(top).isProbed(top) ? plain : [...plain.slice(0, -1), '-f', top.format, top.name];
}

/** The chain with another name for its top. If the base has that name, it gets the old name of the top. */
function named({ layers }: Recipe, name: string): Recipe {
  return {
    layers: layers.map((layer, index) => {
      if (index === layers.length - 1) return { ...layer, name };
      return layer.name === name ? { ...layer, name: top } : layer;
    }),
  };
}

/** One encrypted cluster. By old AES, whose key is the password itself; to derive a key of LUKS takes a good part of a second. */
function* encryptedCases(plain: Query): Generator<Case> {
  const image = ['--image-opts', `driver=qcow2,encrypt.key-secret=s0,file.filename=${top}`];
  const query = [...plain.slice(0, -1), '--object=secret,id=s0,data=x', ...image];
  const encryption = { method: 'aes', password: 'x' } as const;
  yield* withQuery(
    states.map(state => chainOf([state], { encryption })),
    query,
  );
}

/** Whether qemu may read a file in this format: a layer has it, the query names it, or probing may fail for a damaged header. */
function mayBeOf(format: string, { layers }: Recipe, query: Query): boolean {
  const hasDamagedHeader = ({ edits = [] }: Layer): boolean => edits.some(({ field }) => field === 'header');
  return (
    query.includes(format) ||
    layers.some(layer => layer.format === format || (format === unprobedFormat && hasDamagedHeader(layer)))
  );
}
