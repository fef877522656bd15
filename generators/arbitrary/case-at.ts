import * as fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { damagedCase } from '../corrupt/damaged-case.ts';
import { chainFeatures } from '../coverage/chain-features.ts';
import { optionsOf } from '../coverage/query-options.ts';
import type { Case } from '../recipe/recipe.ts';
import { parityCase } from './parity-case.ts';
import { steeredWish } from './steering.ts';
import { noWish, type Trait, type Wish } from './wish.ts';

/** One case in six is damaged: refusals and corruption have more texts than sound chains, but each is soon met. */
function cases(wish: Wish): fc.Arbitrary<Case> {
  const damaged = ([...wish] as string[]).some(trait => trait.startsWith('damage'));
  return fc.oneof(
    { weight: damaged ? 0 : 5, arbitrary: parityCase({ wish }) },
    { weight: 1, arbitrary: damagedCase({ wish }) },
  );
}

const anyCase = cases(noWish);

/** Draws until a case has what it must have, at most so often: what can't be together isn't found by trying on. */
const mostDraws = 500;

/**
 * Case `index` of `seed`: a function of these two whole numbers (below 2^53) and of `traits` alone, whatever was generated
 * before and wherever. What a seed gives is frozen by tests. The first cases are steered (`steeredWish`); with traits, none
 * is, and each case has all of them: its chain the features, and one of its queries the options.
 *
 * @throws RangeError where traits were not seen together in many draws
 */
export function caseAt(seed: number, index: number, traits: readonly Trait[] = []): Case {
  for (const value of [seed, index])
    if (!Number.isSafeInteger(value))
      throw new RangeError(`caseAt: ${value} is not a whole number below 2^53`);
  const random = new fc.Random(xoroshiro128plusFromState(stateOf(seed, index)));
  if (traits.length === 0) {
    const wish = steeredWish(index);
    return (wish === undefined ? anyCase : cases(wish)).generate(random, undefined).value;
  }
  const wished = cases(new Set(traits));
  for (let draws = 0; draws < mostDraws; draws++) {
    const { value } = wished.generate(random, undefined);
    if (hasAll(value, traits)) return value;
  }
  throw new RangeError(`no case has all of ${traits.join(', ')}`);
}

function hasAll({ recipe, queries }: Case, traits: readonly Trait[]): boolean {
  const isFeature = (trait: Trait): trait is keyof typeof chainFeatures => trait in chainFeatures;
  const options = traits.filter(trait => !isFeature(trait));
  return (
    traits.filter(isFeature).every(feature => chainFeatures[feature](recipe)) &&
    (options.length === 0 ||
      queries.some(query => {
        const said: readonly Trait[] = optionsOf(query, recipe);
        return options.every(option => said.includes(option));
      }))
  );
}

/** Four words of which each depends on every bit of both numbers: neighbouring indexes have nothing in common. */
function stateOf(seed: number, index: number): number[] {
  const words = [seed, Math.floor(seed / 2 ** 32), index, Math.floor(index / 2 ** 32)];
  let hash = 0;
  return [1, 2, 3, 4].map(round => {
    for (const word of words) hash = mix(hash ^ mix((word ^ round) | 0));
    return hash;
  });
}

/** The finaliser of MurmurHash3 behind a step of the golden ratio: a bijection of 32-bit words. */
function mix(word: number): number {
  let mixed = (word + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
