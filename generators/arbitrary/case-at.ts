import * as fc from 'fast-check';
import { type ChainFeature, chainFeatures } from '../coverage/chain-features.ts';
import { canMeet, items } from '../coverage/items.ts';
import { formatOfKind, kindFeaturesOf } from '../coverage/kind-features.ts';
import { optionsOf, queryOptions } from '../coverage/query-options.ts';
import type { Case } from '../recipe/recipe.ts';
import { isLeftOut, noWish, type Trait, type Wish } from '../wish/wish.ts';
import { damagedCase } from './damaged-case.ts';
import { parityCase } from './parity-case.ts';
import { randomAt } from './random-at.ts';
import { rareWishes } from './steering/rare-wishes.ts';
import { type Steered, steeredTo } from './steering/steering.ts';

/**
 * One case in six is damaged. Refusals and corruption have more messages than sound chains, but each is soon reached.
 */
function cases(wish: Wish): fc.Arbitrary<Case> {
  return fc.oneof(
    { weight: isDamage(wish) ? 0 : 5, arbitrary: parityCase({ wish }) },
    { weight: isLeftOut(wish, 'damage') ? 0 : 1, arbitrary: damagedCase({ wish }) },
  );
}

/** A steered case is damaged only if it should be. */
export function casesSteeredTo({ wish, columns }: Steered): fc.Arbitrary<Case> {
  return isDamage(wish) ? damagedCase({ wish, columns }) : parityCase({ wish, columns });
}

function isDamage(wish: Wish): boolean {
  return ([...wish] as string[]).some(trait => trait.startsWith('damage'));
}

/** Cases that are steered to nothing but to leave out what a wish leaves out. One in twelve has a rare wish. */
export function freeCases(without: Wish): fc.Arbitrary<Case> {
  const rare = rareWishes.filter(wish => !(isLeftOut(without, 'damage') && isDamage(wish)));
  return fc.oneof(
    { weight: 11, arbitrary: cases(without) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...rare)
        .chain(wish => casesSteeredTo({ wish: new Set([...wish, ...without]), columns: [] })),
    },
  );
}

const usualCases = freeCases(noWish);

/** The most draws until a case has all traits. */
const mostDraws = 2000;

/**
 * Case `index` of `seed`: a function of these two whole numbers (below 2^53) and of `traits` alone. Tests freeze what a
 * seed gives. The first cases are steered (`steeredTo`). With traits no case is steered, and each has all of them: its
 * chain the features, and one of its queries the options.
 *
 * @throws RangeError if traits exclude each other, or didn't occur together in many draws, and as `randomAt`
 */
export function caseAt(seed: number, index: number, traits: readonly Trait[] = []): Case {
  const random = randomAt(seed, index);
  if (traits.length === 0) {
    const steered = steeredTo(index);
    return (steered === undefined ? usualCases : casesSteeredTo(steered)).generate(random, undefined).value;
  }
  const wish = new Set(traits.flatMap(trait => [trait, formatOfKind(trait) ?? trait]));
  const wished = cases(wish);
  for (let draws = 0; canBeTogether([...wish]) && draws < mostDraws; draws++) {
    const { value } = wished.generate(random, undefined);
    if (hasAll(value, traits)) return value;
  }
  throw new RangeError(`no case has all of ${traits.join(', ')}`);
}

function canBeTogether(traits: readonly Trait[]): boolean {
  const wanted = items.filter(({ name }) => (traits as readonly string[]).includes(name));
  return wanted.every(one => wanted.every(other => one === other || canMeet(one, other)));
}

function hasAll({ recipe, queries }: Case, traits: readonly Trait[]): boolean {
  const options = traits.filter(trait => trait in queryOptions);
  const kinds: readonly Trait[] = kindFeaturesOf(recipe);
  const isThere = (trait: Trait): boolean =>
    trait in chainFeatures ? chainFeatures[trait as ChainFeature](recipe) : kinds.includes(trait);
  return (
    traits.filter(trait => !(trait in queryOptions)).every(isThere) &&
    (options.length === 0 ||
      queries.some(query => {
        const present: readonly Trait[] = optionsOf(query, recipe);
        return options.every(option => present.includes(option));
      }))
  );
}
