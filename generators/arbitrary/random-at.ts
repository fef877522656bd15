import * as fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/**
 * The random numbers of case `index` of `seed`: a function of these two whole numbers, below 2^53.
 *
 * @throws RangeError for other numbers
 */
export function randomAt(seed: number, index: number): fc.Random {
  for (const value of [seed, index])
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number below 2^53`);
  return new fc.Random(xoroshiro128plusFromState(stateOf(seed, index)));
}

/** Four words. Each depends on every bit of both numbers, so that neighbouring indexes have nothing in common. */
function stateOf(seed: number, index: number): number[] {
  const words = [seed, Math.floor(seed / 2 ** 32), index, Math.floor(index / 2 ** 32)];
  let hash = 0;
  return [1, 2, 3, 4].map(round => {
    for (const word of words) hash = mix(hash ^ mix((word ^ round) | 0));
    return hash;
  });
}

/** One step of the golden ratio, then the finaliser of MurmurHash3: a bijection of 32-bit words. */
function mix(word: number): number {
  let mixed = (word + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
