import { unprobedFormat } from '../../../../generators/recipe/formats.ts';
import type { AttributeName, Case, Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../generators/recipe/virtual-size.ts';
import { mappedChain } from '../signature/mapped-chain.ts';
import { byJsonName } from './json-name.ts';
import { plainQuery, smallestWindows } from './plain-query.ts';
import {
  chainOf,
  dataFileChains,
  oddChains,
  smallestChains,
  smallestOfFormat,
  states,
  subclusterChains,
  top,
} from './smallest-chains.ts';
import { spelledOut } from './spelled-out.ts';

/**
 * The smallest chains there are, in a fixed order, asked plainly in the kind of output that the case asks for. Then those with
 * something that the case has: encryption, subclusters, an end inside a cluster, a data file, a raw file; or a small window. At last the smallest chains again, asked as the case asks. Most faults show in one of them, and the first that shows a
 * fault is then the same wherever the fault was met.
 */
export function* smallestCases({ recipe, queries }: Case): Generator<Case> {
  const [query = []] = queries;
  const plain = plainQuery(query, top);
  yield* asked(smallestChains(), plain);
  const has = (feature: AttributeName): boolean => recipe.layers.some(layer => layer[feature] !== undefined);
  if (has('encryption')) yield* encryptedCases(plain);
  if (has('extendedL2')) yield* asked(subclusterChains(), plain);
  if (recipe.layers.some(endsInsideCell)) yield* asked(oddChains(), plain);
  if (has('dataFile')) yield* asked(dataFileChains({}), plain);
  if (has('dataFileRaw')) yield* asked(dataFileChains({ dataFileRaw: true }), plain);
  for (const [format, chains] of Object.entries(smallestOfFormat)) {
    if (mayBeOf(format, recipe, query)) yield* asked(chains(), plainQuery(query, `top.${format}`));
  }
  for (const state of states) {
    for (const window of smallestWindows(query, top)) yield* asked([chainOf([state])], window);
  }
  const name = mappedChain(recipe, query).layers.at(-1)!.name;
  if (spelledOut(query).join('\0') === plainQuery(query, name).join('\0')) return;
  for (const spelling of [...byJsonName(query), query]) {
    for (const chain of smallestChains()) yield* asked([named(chain, name)], spelling);
  }
}

function endsInsideCell(layer: Layer): boolean {
  const size = virtualSize(layer);
  return size % BigInt(layer.unit) !== 0n || size % 512n !== 0n;
}

function* asked(chains: Iterable<Recipe>, query: Query): Generator<Case> {
  for (const recipe of chains) yield { notes: [], recipe, queries: [query] };
}

/** The chain with another name of its top; the base has the name of the top then, if the two would have one. */
function named({ layers }: Recipe, name: string): Recipe {
  return {
    layers: layers.map((layer, index) => {
      if (index === layers.length - 1) return { ...layer, name };
      return layer.name === name ? { ...layer, name: top } : layer;
    }),
  };
}

/** Old AES, whose key is the password itself: that of LUKS takes a good part of a second to derive. */
function* encryptedCases(plain: Query): Generator<Case> {
  const image = ['--image-opts', `driver=qcow2,encrypt.key-secret=s0,file.filename=${top}`];
  const query = [...plain.slice(0, -1), '--object=secret,id=s0,data=x', ...image];
  const encryption = { method: 'aes', password: 'x' } as const;
  yield* asked(
    states.map(state => chainOf([state], { encryption })),
    query,
  );
}

/** Whether qemu may read a file in this format: it is of it, the query says so, or probing may fail for a damaged header. */
function mayBeOf(format: string, { layers }: Recipe, query: Query): boolean {
  const hasOtherHeader = ({ edits = [] }: Layer): boolean => edits.some(({ field }) => field === 'header');
  return (
    query.includes(format) ||
    layers.some(layer => layer.format === format || (format === unprobedFormat && hasOtherHeader(layer)))
  );
}
