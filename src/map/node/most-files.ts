import type { Context } from './opening.ts';

/** The limit of most systems, by which profiles count. */
const usualLimit = 1024;

/** How many files of a chain qemu-img opens before its descriptors run out. */
export function mostFiles({ profile, host }: Context): number {
  return profile.chainFiles + host.descriptorLimit() - usualLimit;
}
