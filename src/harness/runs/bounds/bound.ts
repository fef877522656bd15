import type { Usage } from '../bench/measure.ts';

/** CPU in seconds, memory in bytes. */
export type Cost = Pick<Usage, 'cpu' | 'memory'>;

/** What our map may take: so many times what qemu-img takes, and an allowance. */
const times = 2;
const allowance: Cost = { cpu: 0.1, memory: 50e6 };

/** What our map took beyond the start of Node, and the most that it may take. */
export interface Held {
  readonly taken: Cost;
  readonly most: Cost;
}

/** Holds a whole run of our map against one of qemu-img on the same image. `start` is what an empty Node script takes. */
export function held(ours: Cost, theirs: Cost, start: Cost): Held {
  return {
    taken: { cpu: ours.cpu - start.cpu, memory: ours.memory - start.memory },
    most: {
      cpu: times * theirs.cpu + allowance.cpu,
      memory: times * theirs.memory + allowance.memory,
    },
  };
}

/** How much of what it may take our map took; above one it is too much. */
export function share({ taken, most }: Held, of: keyof Cost): number {
  return taken[of] / most[of];
}

/** Whether our map took more CPU or memory than it may. */
export function isBroken(one: Held): boolean {
  return share(one, 'cpu') > 1 || share(one, 'memory') > 1;
}
