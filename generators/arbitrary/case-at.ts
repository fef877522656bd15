import * as fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { damagedCase } from '../corrupt/damaged-case.ts';
import type { Case } from '../recipe/recipe.ts';
import { parityCase } from './parity-case.ts';

/** One case in six is damaged: refusals and corruption have more texts than sound chains, but each is soon met. */
const cases = fc.oneof({ weight: 5, arbitrary: parityCase() }, { weight: 1, arbitrary: damagedCase() });

/**
 * Case `index` of `seed`: a function of these two whole numbers (below 2^53) alone, whatever was generated before and
 * wherever. What a seed gives is frozen by tests.
 */
export function caseAt(seed: number, index: number): Case {
  for (const value of [seed, index])
    if (!Number.isSafeInteger(value))
      throw new RangeError(`caseAt: ${value} is not a whole number below 2^53`);
  const random = new fc.Random(xoroshiro128plusFromState(stateOf(seed, index)));
  return cases.generate(random, undefined).value;
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
