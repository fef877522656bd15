import { expect, test } from 'vitest';
import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { rareWishes } from '../../../../generators/arbitrary/steering/rare-wishes.ts';
import { steeredCases, steeredTo } from '../../../../generators/arbitrary/steering/steering.ts';
import { landmarksOf } from '../../../../generators/corrupt/qcow2/landmarks.ts';
import { predict } from '../../../../generators/model/predict.ts';
import { heldStates } from '../../../../generators/recipe/cells/held-states.ts';
import { optionValue, readWords, requestsHelp } from '../../../../generators/recipe/query/query-words.ts';
import type { Case, Edit, Layer, Qcow2Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../generators/recipe/virtual-size.ts';
import { rarities } from '../../../../generators/wish/wish.ts';

/** A fault that is planted in a map is met by this case, mostly. */
const soon = 200;
const seeds = [1, 2, 3, 4, 5];

const cases = seeds.map(seed => Array.from({ length: soon }, (_, index) => caseAt(seed, index)));

type Shows = (recipe: Recipe, query: Query) => boolean;

const extentsOf = (recipe: Recipe, query: Query) => {
  const prediction = predict(recipe, query, '11.1', { holeGranularity: 4096n });
  return prediction.kind === 'extents' && prediction.output === 'json' ? prediction.extents : [];
};
const refuses = (recipe: Recipe, query: Query): boolean =>
  predict(recipe, query, '11.1', { holeGranularity: 4096n }).kind === 'refusal';
const top = ({ layers }: Recipe): Layer => layers.at(-1)!;
const qcow2Of = ({ layers }: Recipe): Qcow2Layer[] => layers.filter(layer => layer.format === 'qcow2');
const isOpen = (recipe: Recipe): boolean =>
  recipe.layers.length > 1 &&
  recipe.layers.slice(0, -1).every(layer => virtualSize(layer) < virtualSize(top(recipe)));
const damaged =
  (holds: (edit: Edit, layer: Qcow2Layer) => boolean): Shows =>
  recipe =>
    qcow2Of(recipe).some(layer => layer.edits?.some(edit => holds(edit, layer)) === true);
const hasExtension = (type: string): Shows =>
  damaged(edit => edit.field === 'byte' && edit.bytes.startsWith(type));
const operand = (query: Query): string => readWords(query).operands[0] ?? '';

test.each<[string, Shows]>([
  ['a depth from six on', (...given) => extentsOf(...given).some(({ depth }) => depth > 5)],
  [
    'a JSON offset beyond 32 bits',
    (...given) => extentsOf(...given).some(({ offset = 0n }) => offset >= 1n << 32n),
  ],
  [
    'a zero flag in version 2',
    damaged((edit, { version }) => edit.field === 'l2' && (edit.value & 1n) === 1n && version === 2),
  ],
  [
    'a hole at the end of an image',
    recipe =>
      qcow2Of(recipe).some(layer => layer.cells.at(-1)?.state === 'data-hole' && layer === top(recipe)),
  ],
  [
    'an end with host clusters in another order, with subclusters',
    recipe => {
      const { extendedL2, cells, slots = [] } = top(recipe) as Qcow2Layer;
      const [last, next] = [slots.at(-2), slots.at(-1)];
      const isHeld = cells.at(-1)?.state === 'zero-allocated' && cells.at(-1)!.count > 1;
      return extendedL2 === true && isHeld && last !== undefined && last !== next! - 1;
    },
  ],
  [
    'a file that only just looks preallocated',
    recipe => {
      const { cells, refcountBits = 16 } = top(recipe) as Qcow2Layer;
      const hole = cells.at(-1);
      return refcountBits < 8 && hole?.state === 'data-hole' && hole.count === 2;
    },
  ],
  [
    'a header or an L1 table that is one too short',
    damaged(
      (edit, layer) =>
        edit.field === 'header' &&
        ((edit.name === 'header_length' && edit.value === 103n) ||
          (edit.name === 'l1_size' && edit.value === BigInt(landmarksOf(layer).layout.l1.entries - 1))),
    ),
  ],
  [
    'data past the end of a file',
    damaged(
      (edit, layer) =>
        edit.field === 'length' &&
        layer.cells.at(-1)?.state === 'data' &&
        layer.cells.at(-2)?.state === 'data-hole',
    ),
  ],
  [
    'a short backing file below the raw driver',
    (recipe, query) =>
      isOpen(recipe) && /driver":"raw|driver=raw/.test(operand(query)) && /qcow2/.test(operand(query)),
  ],
  [
    'a short backing file in a context',
    (recipe, query) => isOpen(recipe) && query.some(word => /^--context/.test(word)),
  ],
  [
    'a data file where the header has none',
    (recipe, query) =>
      refuses(recipe, query) && top(recipe).dataFile === undefined && operand(query).includes('data-file'),
  ],
  ['names of unknown features', hasExtension('6803f857')],
  ['bitmaps', hasExtension('23852875')],
  ['the place of an encryption header', hasExtension('0537be77')],
  ['offset and size of the raw driver', (_, query) => /offset":|[,^]offset=/.test(operand(query))],
  [
    'a part of a raw file that begins inside it',
    ({ layers: [base] }, query) => {
      const [, offset = '0'] = /offset(?:":"?|=)(\d+)/.exec(operand(query)) ?? [];
      return base!.format === 'raw' && BigInt(offset) > 0n && BigInt(offset) < virtualSize(base!);
    },
  ],
  [
    'data and an illegal cluster after it',
    recipe =>
      qcow2Of(recipe).some(({ cells: [...cells] }) => {
        const [before, data, last] = cells.slice(-3);
        const isIllegal = last?.state === 'mixed' && heldStates(last).includes('illegal');
        return isIllegal && data?.state === 'data' && before?.state === 'unallocated';
      }),
  ],
  [
    'another format of the backing file than that in the header',
    ({ layers }, query) => {
      const [, backing] = /"backing":\{"driver":"(\w+)|,backing.driver=(\w+)/.exec(operand(query)) ?? [];
      return backing !== undefined && layers.length > 2 && backing !== layers.at(-2)!.format;
    },
  ],
  [
    'a window that ends in the last sector',
    (recipe, query) => {
      const length = optionValue(readWords(query), 'max-length');
      const size = virtualSize(top(recipe));
      return /^\d+$/.test(length ?? '') && BigInt(length!) < size && BigInt(length!) > size - 512n;
    },
  ],
  [
    'a file that ends inside a table',
    damaged((edit, layer) => {
      const { l1, l2, clusterSize } = landmarksOf(layer).layout;
      const inside = (offset: bigint, at: bigint): boolean =>
        at > offset && at < offset + BigInt(clusterSize);
      return edit.field === 'length' && [l1, ...l2.tables].some(({ offset }) => inside(offset, edit.value));
    }),
  ],
  ['a missing argument', (_, query) => readWords(query).mistake?.endsWith('without a value') === true],
  ['an unknown option', (_, query) => /^--?[^ ]*$/.test(readWords(query).mistake ?? '')],
  ['help', (_, query) => requestsHelp(readWords(query))],
])('%s occurs below case 200 of most seeds', (_, shows) => {
  const firsts = cases.map(all =>
    all.findIndex(({ recipe, queries }: Case) => queries.some(query => shows(recipe, query))),
  );
  expect(firsts.filter(index => index >= 0).length, firsts.join(' ')).toBeGreaterThan(seeds.length / 2);
});

test('each rare wish comes at least twice below case 100', () => {
  const turns = Array.from({ length: 100 }, (_, index) => steeredTo(index)?.wish);
  for (const wish of rareWishes) expect(turns.filter(turn => turn === wish).length).toBeGreaterThan(1);
});

test('each steered case has a wish', () => {
  const wishes = Array.from({ length: steeredCases }, (_, index) => steeredTo(index)?.wish);
  expect(wishes.filter(wish => !(wish instanceof Set))).toEqual([]);
});

test('each rarity is wished for', () => {
  expect(rarities.filter(rarity => !rareWishes.some(wish => wish.has(rarity)))).toEqual([]);
});
