import { descriptorLimit, usualLimit } from '../file/descriptor-limit.ts';
import type { Context } from './opening.ts';

/** How many files of a chain qemu-img opens before its descriptors run out. Reads files of /proc. */
export function mostFiles({ profile, inherited = [] }: Context): number {
  const limit = descriptorLimit();
  // The limit is one of numbers: a file with a higher one was opened before the limit was lowered, and takes nothing from it.
  const taken = inherited.filter(number => number < limit).length;
  return profile.chainFiles + limit - usualLimit - taken;
}
