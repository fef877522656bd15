import type { Qcow2Layer, Recipe, SubclusterState } from '../../../../../generators/recipe/recipe.ts';
import { chainOf, layerOf, lower, states, top, unallocated, unit } from './one-layer.ts';

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

function divided(first: SubclusterState, last: SubclusterState): Qcow2Layer['cells'][number] {
  const subclusters = [
    { state: first, count: 31 },
    { state: last, count: 1 },
  ];
  return { state: 'mixed', subclusters, count: 1 };
}
