import { describe, expect, test } from 'vitest';
import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import { steeredCases } from '../../../generators/arbitrary/steering/steering.ts';
import { pairPlace } from '../../../generators/coverage/combinations.ts';
import { cover, emptyCoverage, isSet, joinCoverage } from '../../../generators/coverage/coverage.ts';
import { coverageFigures, coversPairs } from '../../../generators/coverage/figures.ts';
import { canMeet, items } from '../../../generators/coverage/items.ts';
import { isWithinReach } from '../../../generators/coverage/within-reach.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import type { Trait } from '../../../generators/wish/wish.ts';

const coverageOf = (...cases: Parameters<typeof cover>[1][]) => {
  const coverage = emptyCoverage();
  for (const one of cases) cover(coverage, one);
  return coverage;
};
const drawn = (from: number, count: number) =>
  coverageOf(...Array.from({ length: count }, (_, index) => caseAt(1, from + index)));
const number = (name: string): number => items.findIndex(item => item.name === name);
const coveredNames = (coverage: ReturnType<typeof emptyCoverage>): string[] =>
  items.filter((_, at) => isSet(coverage.items, at)).map(({ name }) => name);
const meet = (coverage: ReturnType<typeof emptyCoverage>, one: string, other: string): boolean => {
  const [i, j] = [number(one), number(other)].toSorted((a, b) => a - b);
  return isSet(coverage.pairs, pairPlace(i!, j!));
};

test('items at one border under one query meet, and no others', () => {
  const coverage = coverageOf(
    parseCase('top.qcow2 qcow2 64k zstd |#0.|\nmap --output=json top.qcow2\nmap -U -l 1 top.qcow2\n'),
  );
  expect(coveredNames(coverage)).toEqual([
    '0',
    '#',
    '.',
    'cluster',
    'image-end',
    'window-edge',
    'zstd',
    'json',
    'human',
    'length',
    'locks',
  ]);
  expect(meet(coverage, '#', '0')).toBe(true);
  expect(meet(coverage, '#', '.')).toBe(false);
  expect(meet(coverage, '#', 'image-end')).toBe(false);
  expect(meet(coverage, '.', 'image-end')).toBe(true);
  expect(meet(coverage, 'json', 'locks')).toBe(false);
  // The window of that query ends within the first cluster.
  expect(meet(coverage, '0', 'locks')).toBe(false);
  expect(meet(coverage, '#', 'locks')).toBe(true);
  expect(coverageFigures(coverage)).toMatchObject({ items: { covered: 11 } });
});

test('a damaged chain counts with its features and options only', () => {
  const coverage = coverageOf(
    parseCase('top.qcow2 qcow2 64k zstd |#0|\n    set header.version = 7\nmap top.qcow2\n'),
  );
  expect(coveredNames(coverage)).toEqual(['zstd', 'damage', 'damage-header', 'human']);
});

test.each(['map -U', 'map -U top.qcow2 -s', 'map -U -h top.qcow2', 'map --object secret,help top.qcow2'])(
  'a query that map refuses or answers with help has no items: %s',
  line => {
    expect(coveredNames(coverageOf(parseCase(`top.qcow2 qcow2 64k zstd |#0|\n${line}\n`)))).toEqual([]);
  },
);

test("items that can't meet never do", () => {
  const { pairs } = drawn(0, 500);
  const impossible = items.flatMap((other, j) =>
    items
      .slice(0, j)
      .filter((one, i) => isSet(pairs, pairPlace(i, j)) && !canMeet(one, other))
      .map(one => `${one.name} with ${other.name}`)
      .filter(() => other.kind !== 'column'),
  );
  expect(impossible).toEqual([]);
});

test.each([
  ['.r', 'vdi', false],
  ['.h', 'vmdk', false],
  ['.r', 'raw', true],
  ['.r', 'qed', true],
  ['.0', 'vdi', true],
  ['raw', 'vmdk', false],
  ['vdi', 'vpc', false],
  ['vdi', 'qcow', true],
])('a chain has one base: %s and %s can meet: %s', (one, other, expected) => {
  expect(canMeet(items[number(one)]!, items[number(other)]!)).toBe(expected);
});

test.each<[Trait[], never: string[], may: string[]]>([
  [['damage'], ['0', '.r', 'cluster', 'window-edge'], ['vdi', 'damage-header', 'json']],
  [['vdi'], ['.r', 'raw', 'qed', 'luks', 'nbd-export'], ['vdi', '0', '.c', 'damage', 'human']],
  [['vmdk-seSparse'], ['raw', 'vdi'], ['vmdk', 'hole']],
  [
    ['qed', 'raw'],
    ['vdi', 'qcow'],
    ['.r', 'qed', 'raw'],
  ],
  [['json', 'start'], ['nbd-export'], ['vdi', 'human', 'nbd-context', '.r']],
  [['nbd-export'], [], ['nbd-export', 'raw', '0']],
])('cases with %j never have %j, and may have %j', (wished, never, may) => {
  const reach = (name: string): boolean => isWithinReach(items[number(name)]!, wished);
  expect(never.filter(reach)).toEqual([]);
  expect(may.filter(name => !reach(name))).toEqual([]);
  const coverage = coverageOf(...Array.from({ length: 60 }, (_, index) => caseAt(1, index, wished)));
  const drawnNames = coveredNames(coverage);
  expect(drawnNames).not.toEqual([]);
  expect(drawnNames.filter(name => !reach(name))).toEqual([]);
});

describe('steering', () => {
  test('its cases have far more pairs and triples than as many free ones', () => {
    const steered = coverageFigures(drawn(0, steeredCases));
    const free = coverageFigures(drawn(1_000_000, steeredCases));
    expect(steered.pairs.covered).toBeGreaterThan(1.25 * free.pairs.covered);
    expect(steered.triples.covered).toBeGreaterThan(1.5 * free.triples.covered);
  });
});

test('the joined coverage of two halves is that of the whole', () => {
  const [whole, one, other] = [drawn(0, 60), drawn(0, 30), drawn(30, 30)];
  expect(joinCoverage(one, other)).toEqual(whole);
  expect(coversPairs(whole, 10)).toBe(true);
  expect(coversPairs(whole, 100)).toBe(false);
});
