import type { CheckFeature } from '../coverage/check-features.ts';
import { unprobedFormat } from '../recipe/formats.ts';
import type { Case } from '../recipe/recipe.ts';
import { leftOut, type Trait, traits } from '../wish/wish.ts';
import { withoutTraits } from '../wish/without-traits.ts';
import { casesSteeredTo, freeCases } from './case-at.ts';
import { randomAt } from './random-at.ts';
import { type Steered, steeredTo } from './steering/steering.ts';

/** The most draws: what is left out is wished away, but a wish guarantees nothing. */
const mostDraws = 10;

/** What takes a feature: letters of columns, and other wishes. */
const featureBehind: Readonly<Record<string, CheckFeature>> = {
  ...{ '.': 'unallocated', '#': 'data', '~': 'data-hole', '0': 'zero-plain', z: 'zero-allocated' },
  ...{ c: 'compressed', '-': 'extl2', '!': 'extl2', r: unprobedFormat, h: unprobedFormat },
  ...{
    secret: 'encryption',
    'raw-data-file': 'data-file',
    'data-file-option': 'data-file',
    'illegal-end': 'extl2',
    'illegal-after-data': 'extl2',
    'jumping-end': 'extl2',
  },
};

/**
 * Case `index` of `seed` in place of the one that `caseAt` gives, for a run that leaves out features and options: steered to the
 * same but for these, and without queries that have them. A function of these arguments alone. Undefined if many draws all
 * have some.
 */
export function caseWithout(seed: number, index: number, without: readonly CheckFeature[]): Case | undefined {
  const random = randomAt(seed, index);
  const steered = steeredTo(index);
  const drawn =
    steered === undefined
      ? freeCases(new Set(leftOut(without.filter(isTrait))))
      : casesSteeredTo(lessened(steered, without));
  for (let draws = 0; draws < mostDraws; draws++) {
    const kept = withoutTraits(drawn.generate(random, undefined).value, without);
    if (kept !== undefined) return kept;
  }
  return undefined;
}

/** What a case is steered to, without what is left out. A kind of damage goes with damage as a whole. */
function lessened({ wish, columns }: Steered, without: readonly CheckFeature[]): Steered {
  const left = new Set<string>(without);
  const isKept = (name: string): boolean =>
    !left.has(name) &&
    !left.has(featureBehind[name] ?? '') &&
    !(left.has('damage') && name.startsWith('damage'));
  const kept = [...wish].filter(isKept);
  return {
    wish: new Set([...kept, ...leftOut(without.filter(isTrait))]),
    columns: columns.filter(column => [...column].every(isKept)),
  };
}

/** What chains are nearly always made of can't be wished away: a draw that has it is dropped. */
function isTrait(name: CheckFeature): name is Trait {
  return (traits as readonly string[]).includes(name);
}
