import * as fc from 'fast-check';
import type { Query } from '../../recipe/recipe.ts';

/**
 * For the words of a command line with these options, each with its value, and this operand. The operand is mostly
 * last, else first, between options, or after `--`. Flags may share a word with the short option that follows.
 */
export function arrangement(options: readonly Query[], operand: string): fc.Arbitrary<Query> {
  const before = options.flat();
  const joined = clustered(options);
  const between = fc
    .integer({ min: 0, max: options.length })
    .map(at => options.toSpliced(at, 0, [operand]).flat());
  return fc.oneof(
    { weight: 16, arbitrary: fc.constant([...before, operand]) },
    { weight: 2, arbitrary: between },
    { weight: 1, arbitrary: fc.constant([...before, '--', operand]) },
    ...(joined === undefined ? [] : [{ weight: 8, arbitrary: fc.constant([...joined, operand]) }]),
  );
}

/** `-U` and `-s 64k` as `-Us 64k`, if both are there. */
function clustered(options: readonly Query[]): Query | undefined {
  const flag = options.findIndex(([word]) => word === '-U');
  const next = options.findIndex(([word = '']) => /^-[^-U]/.test(word));
  if (flag < 0 || next < 0) return undefined;
  const [first = '', ...rest] = options[next]!;
  return options
    .with(next, [`-U${first.slice(1)}`, ...rest])
    .toSpliced(flag, 1)
    .flat();
}
