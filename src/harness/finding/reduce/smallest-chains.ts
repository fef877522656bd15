import type { BlockFormat } from '../../../../generators/recipe/blocks/block-format.ts';
import { type BlockFormatName, forBlockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import { joinRuns } from '../../../../generators/recipe/cell-row.ts';
import { plainLayer, type UnusualFormat } from '../../../../generators/recipe/formats.ts';
import type {
  CellState,
  Layer,
  Qcow2Layer,
  Recipe,
  SubclusterState,
} from '../../../../generators/recipe/recipe.ts';
import { distanceFromPlain } from '../signature/plainness.ts';

/** The name of the top. A top of another format has the same name with another ending. */
export const top = 'top.qcow2';
const rawTop = 'top.raw';

/** The states of clusters, plainest first. */
export const states: readonly CellState[] = [
  'unallocated',
  'data',
  'zero-plain',
  'zero-allocated',
  'data-hole',
  'compressed',
];

/** The layers of the longest of the smallest chains. */
export const longestSmallest = 4;

/**
 * One cluster; two clusters of one layer; one cluster of two layers; a longer layer over one cluster; two clusters that the host
 * file has in the other order; two clusters in a hole of the host file, which looks preallocated; one cluster below two and three
 * unallocated layers; one cluster of the least size, alone and below an unallocated layer.
 */
export function* smallestChains(): Generator<Recipe> {
  for (const state of states) yield chainOf([state]);
  for (const right of states) {
    for (const left of states) if (left !== right) yield chainOf([left, right]);
  }
  for (const above of states) {
    for (const base of states) yield { layers: [layerOf([base], lower), layerOf([above], top)] };
  }
  for (const base of states)
    yield { layers: [layerOf([base], lower), layerOf([unallocated, unallocated], top)] };
  for (const state of ['data', 'zero-allocated'] as const) yield chainOf([state, state], { slots: [1, 0] });
  yield chainOf(['data-hole', 'data-hole']);
  for (let layers = 3; layers <= longestSmallest; layers++)
    for (const base of states) yield longChain([base], layers, [unallocated]);
  for (const state of states) yield { layers: [tiny(layerOf([state], top))] };
  for (const base of states)
    yield { layers: [layerOf([base], lower), layerOf([unallocated], top)].map(tiny) };
}

/**
 * The smallest chains of so many layers, of which a fault may need all: one cluster below unallocated layers, which may be longer, and a
 * cluster in the top after one for which a map goes down to the base.
 */
export function* longChains(layers: number): Generator<Recipe> {
  for (const base of states) yield longChain([base], layers, [unallocated]);
  for (const base of states) yield longChain([base], layers, [unallocated, unallocated]);
  const empty = [unallocated, unallocated];
  for (const state of states) {
    const below = longChain(empty, layers, empty).layers.slice(0, -1);
    yield { layers: [...below, layerOf([unallocated, state], top)] };
  }
}

/** One cluster with subclusters: all in one state, or the last one in another. An illegal cluster after two others. */
export function* subclusterChains(): Generator<Recipe> {
  const extendedL2 = true;
  for (const state of [...states, 'reserved', 'illegal'] as const) yield chainOf([state], { extendedL2 });
  for (const together of neighbours) {
    for (const last of together) {
      for (const first of together)
        if (first !== last) yield chainOf([], { extendedL2, cells: [divided(first, last)] });
    }
  }
  for (const before of [
    [unallocated, 'data'],
    ['data', unallocated],
  ] as const)
    yield chainOf([...before, 'illegal'], { extendedL2 });
}

/** One cluster that ends inside a sector, alone or below another layer. */
export function* oddChains(): Generator<Recipe> {
  for (const state of states) yield chainOf([state], { size: oddSize });
  for (const state of states)
    yield { layers: [{ ...layerOf([state], lower), size: oddSize }, layerOf([unallocated], top)] };
}

/**
 * A file that ends where a cluster begins; then files with holes, whose data is looked up in them, that end where a cluster begins and in
 * the middle of one.
 */
export function* cutFileChains(): Generator<Recipe> {
  for (const [row, clusters] of [
    [['data'], 0],
    [['compressed'], 0],
    [['data-hole', 'data-hole', 'data', 'data'], 3],
    [['data-hole', 'data'], 1.5],
  ] as const) {
    const value = BigInt(unit * (metadataClusters + clusters));
    yield chainOf(row, { edits: [{ field: 'length', value }] });
  }
}

/** The fewest clusters that a program may decide together instead of one by one: those of `longRows` are more. */
export const longRow = 64;

/**
 * Rows of two states in turn: three clusters, some more, and so many that a program may read them in another way. A random row of as
 * many clusters has thousands of smaller ones, and where a reduction of it ends is chance.
 */
export function* longRows(): Generator<Recipe> {
  for (const count of [3, longRow / 4, longRow * 2]) {
    for (const first of states) {
      for (const second of states) {
        if (first === second) continue;
        const row = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? first : second));
        yield { layers: [{ ...layerOf(row, top), unit: hostBlock }] };
      }
    }
  }
}

/** One cluster in a data file, which may be raw: alone, below another layer, or over data. */
export function* dataFileChains(raw: Pick<Qcow2Layer, 'dataFileRaw'>): Generator<Recipe> {
  const held = states.filter(state => state !== 'compressed');
  for (const state of held) yield chainOf([state], { dataFile: 'top.data', ...raw });
  for (const state of held) {
    yield {
      layers: [{ ...layerOf([state], lower), dataFile: 'base.data', ...raw }, layerOf([unallocated], top)],
    };
    yield { layers: [layerOf(['data'], lower), { ...layerOf([state], top), dataFile: 'top.data', ...raw }] };
  }
}

/** A raw file of data, a raw file of a hole, and a raw file with a hole after data. */
function* rawFiles(): Generator<Recipe> {
  const [data, hole] = [{ state: 'data', count: 1 } as const, { state: 'unallocated', count: 1 } as const];
  for (const cells of [[data], [hole], [data, hole]])
    yield { layers: [{ format: 'raw', name: rawTop, unit, cells }] };
}

/** One block in each state, then two of different states; in the usual kind of image, then in each other one. */
function* blockFiles({ kinds, sizes }: BlockFormat, format: BlockFormatName): Generator<Recipe> {
  const unit = Math.max(sizes.least, 512);
  for (const [index, [subformat, kind]] of Object.entries(kinds).entries()) {
    const own = [...kind.states].sort((a, b) => distanceFromPlain(a) - distanceFromPlain(b));
    const rows = [
      ...own.map(state => [state]),
      ...own.flatMap(a => own.filter(b => a !== b).map(b => [a, b])),
    ];
    for (const row of rows) {
      const cells = row.map(state => ({ state, count: 1 }));
      const layer = plainLayer(format, { name: `top.${format}`, unit, cells });
      yield { layers: [index === 0 ? layer : ({ ...layer, subformat } as Layer)] };
    }
  }
}

/** The smallest chains with a top of an unusual format, called `top.FORMAT`. */
export const smallestOfFormat: Readonly<Record<UnusualFormat, () => Iterable<Recipe>>> = {
  raw: rawFiles,
  ...forBlockFormats((description, format) => () => blockFiles(description, format)),
};

/** One cluster of a layer alone. */
export function chainOf(row: readonly CellState[], features: Partial<Qcow2Layer> = {}): Recipe {
  return { layers: [{ ...layerOf(row, top), ...features }] };
}

const lower = 'base.qcow2';
const unallocated: CellState = 'unallocated';
/** Bytes. */
const unit = 65536;
/** The clusters before the first one of data, in the file of a smallest chain: header, refcount table and block, L1 and L2 table. */
const metadataClusters = 5;
/** Bytes: the least cluster in which holes of the host show. */
const hostBlock = 4096;
/** Bytes: past the first sector, and less than two. */
const oddSize = 1000n;

/** States that may stand together in the subclusters of one cluster, plainest first. */
const neighbours: readonly (readonly SubclusterState[])[] = [
  ['unallocated', 'zero-plain'],
  ['data', 'zero-allocated', 'reserved'],
];

function divided(first: SubclusterState, last: SubclusterState): Qcow2Layer['cells'][number] {
  const subclusters = [
    { state: first, count: 31 },
    { state: last, count: 1 },
  ];
  return { state: 'mixed', subclusters, count: 1 };
}

/** So many layers: a base, and layers above it that are all alike. */
function longChain(base: readonly CellState[], layers: number, above: readonly CellState[]): Recipe {
  const middle = Array.from({ length: layers - 2 }, (_, index) => `mid${index + 1}.qcow2`);
  return { layers: [layerOf(base, lower), ...[...middle, top].map(name => layerOf(above, name))] };
}

/** With a cluster of one sector. */
function tiny(layer: Qcow2Layer): Qcow2Layer {
  return { ...layer, unit: 512 };
}

function layerOf(row: readonly CellState[], name: string): Qcow2Layer {
  return {
    format: 'qcow2',
    version: 3,
    name,
    unit,
    cells: joinRuns(row.map(state => ({ state, count: 1 }))),
  };
}
