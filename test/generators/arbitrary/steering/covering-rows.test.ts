import { expect, test } from 'vitest';
import { choices, coveringRows } from '../../../../generators/arbitrary/steering/covering-rows.ts';
import { canMeet, items } from '../../../../generators/coverage/items.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';

const itemOf = (trait: Trait) => items.find(({ name }) => name === trait)!;

test('each three values of three choices occur in some row if each two can meet', () => {
  const rows = coveringRows.map(row => [...row].map(Number));
  const missing: string[] = [];
  const numbers = choices.map(values => [...values.keys()]);
  const fits = (...places: [choice: number, value: number][]): boolean => {
    const traits = places.flatMap(([choice, value]) => choices[choice]![value] ?? []);
    return traits.every((one, at) =>
      traits.slice(at + 1).every(other => canMeet(itemOf(one), itemOf(other))),
    );
  };
  for (let i = 0; i < choices.length; i++)
    for (let j = i + 1; j < choices.length; j++)
      for (let k = j + 1; k < choices.length; k++) {
        const found = new Set(rows.map(row => 100 * row[i]! + 10 * row[j]! + row[k]!));
        for (const a of numbers[i]!)
          for (const b of numbers[j]!)
            for (const c of numbers[k]!)
              if (!found.has(100 * a + 10 * b + c) && fits([i, a], [j, b], [k, c]))
                missing.push([choices[i]![a], choices[j]![b], choices[k]![c]].join());
      }
  expect(missing).toEqual([]);
});
