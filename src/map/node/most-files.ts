import type { Context } from './opening.ts';

/** The limit of most systems, by which profiles count. */
const usualLimit = 1024;

/** Above this limit, qemu-img takes minutes for a loop of backing files: 20 s for 4,096 files, and more than 60 for 20,000. */
const longestLoop = 4096;

/** How many files of a chain that never ends are opened: as many as qemu-img opens, where that doesn't take minutes. */
export function mostFilesOfLoop(context: Context): number {
  return Math.min(mostFiles(context), context.profile.chainFiles + longestLoop - usualLimit);
}

/** How many files of a chain qemu-img opens before its descriptors run out. */
export function mostFiles({ profile, host }: Context): number {
  return profile.chainFiles + host.descriptorLimit() - usualLimit;
}
