import { expect, it } from 'vitest';
import { takingTurns } from '../../../src/harness/oracle/turns.ts';

/** Work that ends when it is told to. */
function works(count: number): {
  readonly begun: number[];
  work(index: number): Promise<number>;
  end(index: number): void;
} {
  const begun: number[] = [];
  const all = Array.from({ length: count }, () => Promise.withResolvers<void>());
  return {
    begun,
    work: async index => {
      begun.push(index);
      await all[index]!.promise;
      return index;
    },
    end: index => all[index]!.resolve(),
  };
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

it('runs so many at once, and the others in the order in which they came', async () => {
  const { begun, work, end } = works(5);
  const turns = takingTurns(2);
  const done = Promise.all([0, 1, 2, 3, 4].map(index => turns(() => work(index))));
  await settled();
  expect(begun).toEqual([0, 1]);
  end(1);
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  for (const index of [0, 2, 3, 4]) end(index);
  expect(await done).toEqual([0, 1, 2, 3, 4]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

it('hands on the turn of work that fails', async () => {
  const turns = takingTurns(1);
  const failing = turns(() => Promise.reject(new Error('no')));
  const next = turns(async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
  expect(await turns(async () => 'free again')).toBe('free again');
});
