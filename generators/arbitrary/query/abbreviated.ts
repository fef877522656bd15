import * as fc from 'fast-check';
import type { Query } from '../../recipe/recipe.ts';
import { lazily } from '../../wish/lazily.ts';
import { noWish, type Wish, weightOf } from '../../wish/wish.ts';

/** The long options of `map`. A prefix stands for an option if no other option begins with it. */
const longOptions = [
  'format',
  'force-share',
  'output',
  'object',
  'image-opts',
  'start-offset',
  'max-length',
  'help',
];

/** The prefixes that stand for this long option only, with the option itself. */
export function prefixesOf(option: string): string[] {
  const others = longOptions.filter(other => other !== option);
  return Array.from({ length: option.length }, (_, index) => option.slice(0, index + 1)).filter(
    prefix => !others.some(other => other.startsWith(prefix)),
  );
}

/** For one option, with its value in the same word or in the next. A long name is abbreviated now and then. */
export function abbreviated(option: Query, wish: Wish = noWish): fc.Arbitrary<Query> {
  const [first = '', ...rest] = option;
  const [, name, value = ''] = /^--([a-z-]+)(=.*)?$/s.exec(first) ?? [];
  if (name === undefined) return fc.constant(option);
  const cut = lazily(() =>
    fc.constantFrom(...prefixesOf(name)).map(prefix => [`--${prefix}${value}`, ...rest]),
  );
  return fc.oneof(
    { weight: 14, arbitrary: fc.constant(option) },
    { weight: weightOf(wish, 'abbreviated', 1, 42), arbitrary: cut },
  );
}
