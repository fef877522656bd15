import { joinRuns } from '../../../generators/recipe/cell-row.ts';
import type {
  Case,
  CellState,
  Layer,
  Qcow2Layer,
  Query,
  Recipe,
  SubclusterState,
} from '../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../generators/recipe/virtual-size.ts';
import { mappedChain } from '../verdict/mapped-chain.ts';
import { byJsonName } from './json-name.ts';
import { plainQuery, smallestWindows } from './plain-query.ts';
import { spelledOut } from './spelled-out.ts';

/** What a cluster of the smallest chains may be, plainest first. */
const states: readonly CellState[] = [
  'unallocated',
  'data',
  'zero-plain',
  'zero-allocated',
  'data-hole',
  'compressed',
];

const top = 'top.qcow2';

/** Bytes: past the first sector, and not to the end of the second. */
const oddSize = 1000n;

/**
 * The smallest chains there are, in a fixed order: one cluster, two clusters of one layer, one cluster of two layers, a
 * longer layer over one cluster, two clusters that the host has in another order; asked plainly in the kind of output that
 * the case asks for. Then one cluster with something that the case has: encryption, a data file, subclusters, a size that is
 * no whole sector, and that under or over another cluster; or a small window. At last the smallest chains again, asked as the
 * case asks. Most faults show in one of them, and the first that shows a fault is then the same wherever the fault was met.
 */
export function* smallestCases({ recipe, queries }: Case): Generator<Case> {
  const [query = []] = queries;
  const plain = plainQuery(query, top);
  for (const chain of smallestChains()) yield asked(chain, plain);
  const has = (feature: keyof Qcow2Layer): boolean =>
    recipe.layers.some(layer => layer.format === 'qcow2' && layer[feature] !== undefined);
  if (has('encryption')) yield* encryptedCases(plain);
  if (has('extendedL2')) {
    for (const state of [...states, 'reserved', 'illegal'] as const)
      yield asked(chainOf([state], { extendedL2: true }), plain);
    for (const divided of dividedClusters()) yield asked(divided, plain);
  }
  const isOdd = recipe.layers.some(layer => virtualSize(layer) % 512n !== 0n);
  const takesDataFile = (state: CellState): boolean => has('dataFile') && state !== 'compressed';
  for (const state of states) {
    if (isOdd) yield asked(chainOf([state], { size: oddSize }), plain);
    if (takesDataFile(state)) yield asked(chainOf([state], { dataFile: 'top.data' }), plain);
  }
  // What a layer says may show by what lies below alone, or by what lies above.
  for (const state of states) {
    const base = layerOf([state], 'base.qcow2');
    const open = layerOf(['unallocated'], top);
    if (isOdd) yield asked({ layers: [{ ...base, size: oddSize }, open] }, plain);
    if (takesDataFile(state)) {
      yield asked({ layers: [{ ...base, dataFile: 'base.data' }, open] }, plain);
      const data = layerOf(['data'], 'base.qcow2');
      yield asked({ layers: [data, { ...layerOf([state], top), dataFile: 'top.data' }] }, plain);
    }
  }
  if (mayBeRaw(recipe, query)) {
    for (const state of ['data', 'unallocated'] as const)
      yield asked(rawFile(state), plainQuery(query, 'top.raw'));
  }
  for (const state of states) {
    for (const window of smallestWindows(query, top)) yield asked(chainOf([state]), window);
  }
  const name = mappedChain(recipe, query).layers.at(-1)!.name;
  if (spelledOut(query).join('\0') === plainQuery(query, name).join('\0')) return;
  for (const spelling of [...byJsonName(query), query]) {
    for (const chain of smallestChains()) yield asked(named(chain, name), spelling);
  }
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

function asked(recipe: Recipe, query: Query): Case {
  return { notes: [], recipe, queries: [query] };
}

function* smallestChains(): Generator<Recipe> {
  for (const state of states) yield chainOf([state]);
  for (const right of states) {
    for (const left of states) if (left !== right) yield chainOf([left, right]);
  }
  const over = (base: CellState, ...row: CellState[]): Recipe => ({
    layers: [layerOf([base], 'base.qcow2'), ...chainOf(row).layers],
  });
  for (const above of states) {
    for (const base of states) yield over(base, above);
  }
  for (const base of states) yield over(base, 'unallocated', 'unallocated');
  for (const state of ['data', 'zero-allocated'] as const) yield chainOf([state, state], { slots: [1, 0] });
}

/** Old AES, whose key is the password itself: that of LUKS takes a good part of a second to derive. */
function* encryptedCases(plain: Query): Generator<Case> {
  const named = ['--image-opts', `driver=qcow2,encrypt.key-secret=s0,file.filename=${top}`];
  const query = [...plain.slice(0, -1), '--object=secret,id=s0,data=x', ...named];
  for (const state of states)
    yield asked(chainOf([state], { encryption: { method: 'aes', password: 'x' } }), query);
}

/** Whether a file is read as raw: by its format, because the query says so, or because its header is no longer told. */
function mayBeRaw({ layers }: Recipe, query: Query): boolean {
  const isUntold = ({ edits = [] }: Layer): boolean => edits.some(({ field }) => field === 'header');
  return query.includes('raw') || layers.some(layer => layer.format === 'raw' || isUntold(layer));
}

/** A hole is an unallocated cell. */
function rawFile(state: 'data' | 'unallocated'): Recipe {
  return { layers: [{ format: 'raw', name: 'top.raw', unit: 65536, cells: [{ state, count: 1 }] }] };
}

/** What stands together in the subclusters of one cluster, plainest first. */
const neighbours: readonly (readonly SubclusterState[])[] = [
  ['unallocated', 'zero-plain'],
  ['data', 'zero-allocated', 'reserved'],
];

/** One cluster whose last subcluster is another one than those before it. */
function* dividedClusters(): Generator<Recipe> {
  for (const together of neighbours) {
    for (const last of together) {
      for (const first of together) {
        if (first === last) continue;
        const subclusters = [
          { state: first, count: 31 },
          { state: last, count: 1 },
        ];
        const cells = [{ state: 'mixed', subclusters, count: 1 } as const];
        yield { layers: [{ ...layerOf([], top), extendedL2: true, cells }] };
      }
    }
  }
}

function chainOf(row: readonly CellState[], features: Partial<Qcow2Layer> = {}): Recipe {
  return { layers: [{ ...layerOf(row, top), ...features }] };
}

function layerOf(row: readonly CellState[], name: string): Qcow2Layer {
  const cells = joinRuns(row.map(state => ({ state, count: 1 })));
  return { format: 'qcow2', version: 3, name, unit: 65536, cells };
}
