import type { Query } from '../../../../generators/recipe/recipe.ts';
import { getopt, type OptionShape } from '../../../map/command/getopt.ts';
import { mapOptions } from '../../../map/command/options.ts';
import { newest } from '../../../map/profile/profile.ts';

const options: readonly OptionShape<string>[] = [
  ...mapOptions(newest.longOptions),
  { name: 'context', argument: true },
];

/**
 * The query in one spelling, which all queries with the same meaning share: options by their letter, else by their whole name,
 * each in a word of its own and before the operands; `--` only if an operand needs it. A misuse stays as it is.
 */
export function spelledOut(query: Query): Query {
  const words: string[] = [];
  const scan = getopt(['map', ...query], options);
  for (let step = scan.next(); ; step = scan.next()) {
    if (step.done === true) {
      const needsEnd = step.value.some(operand => operand.startsWith('-') && operand !== '-');
      return [...words, ...(needsEnd ? ['--'] : []), ...step.value];
    }
    if (step.value.kind === 'problem') return query;
    words.push(...optionWords(step.value.name, step.value.argument));
  }
}

function optionWords(name: string, value: string): string[] {
  const { letter, argument } = options.find(option => option.name === name)!;
  if (letter === undefined) return [argument ? `--${name}=${value}` : `--${name}`];
  return argument ? [`-${letter}`, value] : [`-${letter}`];
}
