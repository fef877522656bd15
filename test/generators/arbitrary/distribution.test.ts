import { describe, expect, test } from 'vitest';
import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import { cellCount } from '../../../generators/recipe/cells/cell-row.ts';
import { heldStates } from '../../../generators/recipe/cells/held-states.ts';
import { headerBacking } from '../../../generators/recipe/header-backing.ts';
import { clustersPerTable } from '../../../generators/recipe/qcow2/clusters-per-table.ts';
import { readWords, requestsHelp } from '../../../generators/recipe/query/query-words.ts';
import type { CellRun, Layer, Qcow2Layer, Recipe } from '../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../generators/recipe/validation/validate-case.ts';
import { virtualSize } from '../../../generators/recipe/virtual-size.ts';

const cases = Array.from({ length: 3000 }, (_, index) => caseAt(20260101, index));
const recipes = cases.map(({ recipe }) => recipe);
/** A deep chain counts as a recipe, but its many layers would hide those of the others. */
const layers = recipes.flatMap(recipe => (recipe.layers.length > 6 ? [] : recipe.layers));
const qcow2 = layers.filter(layer => layer.format === 'qcow2');
const raw = layers.filter(layer => layer.format === 'raw');
const words = cases.flatMap(({ queries }) => queries);

const percent = <T>(all: readonly T[], holds: (one: T) => boolean): number =>
  (100 * all.filter(holds).length) / all.length;
/** Each layer with its backing file. */
const pairs = (recipe: Recipe): [upper: Layer, lower: Layer][] =>
  recipe.layers.flatMap((layer, index) => {
    const lower = recipe.layers[index - 1];
    return lower && headerBacking(recipe, index).name === lower.name ? [[layer, lower]] : [];
  });
const tables = (layer: Qcow2Layer): number =>
  Math.ceil(Number(virtualSize(layer)) / layer.unit / clustersPerTable(layer));
/** Whether the row leaves all clusters of some L2 table unallocated, so that the table can be absent. */
const lacksTable = (layer: Qcow2Layer): boolean => {
  const perTable = clustersPerTable(layer);
  let start = 0;
  return layer.cells.some(({ state, count }) => {
    const from = Math.ceil(start / perTable);
    start += count;
    return layer.l2 === undefined && state === 'unallocated' && Math.floor(start / perTable) > from;
  });
};
const falls = ({ slots = [] }: Qcow2Layer): number =>
  slots.filter((slot, index) => index > 0 && slot < slots[index - 1]!).length;

test('every case is well-formed', () => {
  expect(cases.map(validateCase).filter(({ kind }) => kind === 'ill-formed')).toEqual([]);
});

describe('every cell state occurs at the start of rows, at their end, between, and alone', () => {
  const positions: [string, (cells: Layer['cells']) => Layer['cells']][] = [
    ['first of several', cells => (cells.length > 1 ? cells.slice(0, 1) : [])],
    ['last of several', cells => (cells.length > 1 ? cells.slice(-1) : [])],
    ['between others', cells => cells.slice(1, -1)],
    ['alone', cells => (cells.length === 1 ? cells : [])],
  ];
  const states: CellRun['state'][] = [
    'mixed',
    'reserved',
    'unallocated',
    'zero-plain',
    'zero-allocated',
    'data',
    'data-hole',
    'compressed',
  ];
  test.each(positions)('%s', (_, select) => {
    const seen = new Set(qcow2.flatMap(({ cells }) => select(cells).map(run => run.state)));
    expect(states.filter(state => !seen.has(state))).toEqual([]);
    const seenRaw = new Set(raw.flatMap(({ cells }) => select(cells).map(run => run.state)));
    expect([...seenRaw].toSorted()).toEqual(['data', 'unallocated']);
  });

  test('every cell state occurs beside every other one', () => {
    const beside = new Set(
      qcow2.flatMap(({ cells }) => cells.slice(1).map((run, index) => `${cells[index]?.state} ${run.state}`)),
    );
    const possible = states.flatMap(one => states.map(other => `${one} ${other}`));
    // Holes are rare if clusters have subclusters.
    const rare = /data-hole (mixed|reserved)|(mixed|reserved) data-hole|(.*) \3$/;
    expect(possible.filter(pair => !beside.has(pair) && !rare.test(pair))).toEqual([]);
    expect(beside).toContain('mixed mixed');
  });
});

describe('what tends to break programs occurs at least this often, in percent', () => {
  test.each<[string, number, (layer: Qcow2Layer) => boolean]>([
    ['more than one L2 table', 10, layer => tables(layer) > 1],
    ['an absent L2 table before a present one or the end of the row', 2, lacksTable],
    ['l2=all with more than one table', 1, layer => layer.l2 === 'all' && tables(layer) > 1],
    ['slots in reverse', 5, layer => falls(layer) > 0 && falls(layer) === (layer.slots?.length ?? 0) - 1],
    ['slots broken once', 3, layer => falls(layer) === 1],
    ['slots shuffled', 2, layer => falls(layer) > 1 && falls(layer) < (layer.slots?.length ?? 0) - 1],
    ['slots with a gap', 3, layer => layer.slots !== undefined && falls(layer) === 0],
    [
      'a size inside the last cluster',
      5,
      layer => layer.size !== undefined && layer.size % BigInt(layer.unit) > 0n,
    ],
    ['a size longer than the row', 10, ({ size = 0n, unit, cells }) => size > unit * cellCount(cells)],
    ['a size of no whole sector', 1, layer => virtualSize(layer) % 512n !== 0n],
    ['an empty image', 0.5, layer => virtualSize(layer) === 0n],
    [
      'neighbouring compressed clusters',
      5,
      layer => layer.cells.some(run => run.state === 'compressed' && run.count > 1),
    ],
    ['clusters never written', 2, layer => layer.cells.some(run => run.state === 'data-hole')],
    ['version 2', 8, layer => layer.version === 2],
    ['no backing format', 5, layer => layer.backingFormat === null],
    ['a cut chain', 1, layer => layer.backing === null],
    ['header extensions', 5, layer => layer.extensions !== undefined],
    ['a longer header', 5, layer => layer.headerLength !== undefined],
    ['no refcounts', 3, layer => layer.refcounts === 'none'],
    ['extended L2 entries', 8, layer => layer.extendedL2 === true],
    [
      'extended L2 entries over more than one table',
      0.2,
      layer => layer.extendedL2 === true && tables(layer) > 1,
    ],
    ['illegal bitmaps', 0.3, layer => layer.cells.some(cell => heldStates(cell).includes('illegal'))],
    ['zstd', 3, layer => layer.compression === 'zstd'],
    ['other refcount widths', 5, layer => layer.refcountBits !== undefined],
    ['a data file', 4, layer => layer.dataFile !== undefined],
    ['a raw data file', 1, layer => layer.dataFileRaw === true],
    ['dirty', 2, layer => layer.dirty === true],
    ['corrupt', 2, layer => layer.corrupt === true],
    ['lazy refcounts', 2, layer => layer.lazyRefcounts === true],
    ['snapshots', 3, layer => layer.snapshots !== undefined],
    ['dirty bitmaps', 2, layer => layer.bitmaps !== undefined],
    ['512-byte clusters', 20, layer => layer.unit === 512],
    ['64k clusters', 10, layer => layer.unit === 65536],
    ['2M clusters', 1, layer => layer.unit === 1 << 21],
  ])('%s: %d', (_, least, holds) => {
    expect(percent(qcow2, holds)).toBeGreaterThanOrEqual(least);
  });

  test.each<[string, number, (recipe: Recipe) => boolean]>([
    ['one layer', 10, ({ layers }) => layers.length === 1],
    ['two or three layers', 40, ({ layers }) => layers.length === 2 || layers.length === 3],
    ['a damaged layer', 12, ({ layers }) => layers.some(({ edits }) => edits !== undefined)],
    ['six layers', 2, ({ layers }) => layers.length === 6],
    ['more than six layers', 0.3, ({ layers }) => layers.length > 6],
    ['a raw base', 15, ({ layers }) => layers.length > 1 && layers[0]?.format === 'raw'],
    ['a raw layer alone', 2, ({ layers }) => layers.length === 1 && layers[0]?.format === 'raw'],
    ['mixed cluster sizes', 15, ({ layers }) => new Set(layers.map(layer => layer.unit)).size > 1],
    ['a shorter backing file', 30, recipe => pairs(recipe).some(([a, b]) => virtualSize(a) > virtualSize(b))],
    ['a longer backing file', 30, recipe => pairs(recipe).some(([a, b]) => virtualSize(a) < virtualSize(b))],
    [
      'a backing file that ends inside a cluster above it',
      5,
      recipe =>
        pairs(recipe).some(
          ([a, b]) => virtualSize(b) < virtualSize(a) && virtualSize(b) % BigInt(a.unit) > 0n,
        ),
    ],
    [
      'an awkward name',
      2,
      ({ layers }) => layers.some(({ name }) => !/^(base|mid\d|top)\.(raw|qcow2)$/.test(name)),
    ],
  ])('%s: %d', (_, least, holds) => {
    expect(percent(recipes, holds)).toBeGreaterThanOrEqual(least);
  });

  test.each<[string, number, (query: readonly string[]) => boolean]>([
    ['JSON', 60, query => query.includes('--output=json')],
    ['human', 8, query => !query.some(word => word.includes('json'))],
    ['a window', 35, query => query.some(word => /^(-s|-l|--start|--max)/.test(word))],
    ['no window', 35, query => !query.some(word => /^(-s|-l|--start|--max)/.test(word))],
    ['a window that begins inside a sector', 5, query => Number(start(query)) % 512 > 0],
    ['a name as json:', 2, query => query.some(word => word.startsWith('json:'))],
    ['no backing file', 1, query => query.some(word => word.includes('"backing":null'))],
    ['options', 2, query => query.includes('--image-opts')],
    ['another backing file', 0.5, query => query.some(word => /backing\.driver|"backing":\{/.test(word))],
    ['a format by force', 5, query => query.some(word => /^(-f|--format=)/.test(word))],
    ['without locks', 3, query => query.includes('-U') || query.includes('--force-share')],
    ['a data file by name', 0.2, query => query.some(word => word.includes('data-file'))],
    [
      'an abbreviated option',
      4,
      query => query.some(word => /^--(ou|out|outp|outpu|m|ma|max|st|sta|i)(=|$)/.test(word)),
    ],
    ['an image before options', 3, query => query.at(-1)?.startsWith('-') === true],
    ['--', 2, query => query.includes('--')],
    ['options in one word', 0.1, query => query.some(word => /^-U./.test(word))],
    ['a missing argument', 0.5, query => readWords(query).mistake?.endsWith('without a value') === true],
    ['help', 0.5, query => requestsHelp(readWords(query))],
    ['another layer than the top', 1, query => query.some(word => /^(base|mid\d)\.(raw|qcow2)$/.test(word))],
  ])('%s: %d', (_, least, holds) => {
    expect(percent(words, holds)).toBeGreaterThanOrEqual(least);
  });
});

/** The start of a window if it is written in digits. */
function start(query: readonly string[]): string | undefined {
  const line = query.join(' ');
  return /(?:-s ?|--start-offset[ =])(\d+)(?: |$)/.exec(line)?.[1];
}

test('data is written sparingly: half of the cases at most 128 KiB, none more than 13 MiB', () => {
  const states: CellRun['state'][] = ['data', 'zero-allocated', 'compressed'];
  const bytes = recipes
    .map(recipe =>
      recipe.layers
        .flatMap(({ unit, cells }) => cells.map(run => (states.includes(run.state) ? run.count * unit : 0)))
        .reduce((total, one) => total + one, 0),
    )
    .toSorted((a, b) => a - b);
  expect(bytes[bytes.length / 2]).toBeLessThanOrEqual(128 << 10);
  expect(bytes.at(-1)).toBeLessThanOrEqual(13 << 20);
});

test('now and then a layer above the base is of another format that names a backing file', () => {
  const above = recipes.flatMap(recipe => recipe.layers.slice(1));
  const unusual = above.filter(({ format }) => format !== 'qcow2');
  expect(unusual.length).toBeGreaterThan(0);
  expect(unusual.length).toBeLessThan(above.length / 8);
});
