import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';

const pairs: readonly (readonly [seed: number, index: number])[] = [
  ...Array.from({ length: 10 }, (_, index) => [1, index] as const),
  ...Array.from({ length: 6 }, (_, index) => [42, 1000 + index] as const),
  [0, 0],
  [-1, 2 ** 32],
  [2 ** 32 + 1, 0],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
];

const header = `What some seeds give, so that a seed in a report stays good: a change here is a decision.
To accept one, run this at the top of the repository:

    node -e "import('./test/generators/arbitrary/frozen-pictures.ts').then(m => process.stdout.write(m.frozenPictures()))" > test/generators/arbitrary/frozen-seed.txt

and say in the message of the commit why seeds give other cases from then on.
`;

/** The cases of a few seeds as `frozen-seed.txt` holds them. */
export function frozenPictures(): string {
  const pictures = pairs.map(
    ([seed, index]) => `== seed ${seed}, case ${index}\n${printCase(caseAt(seed, index))}`,
  );
  return [header, ...pictures].join('\n');
}
