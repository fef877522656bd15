import type { Investigated } from './investigate.ts';

/** One fault that a campaign has found. */
export interface Finding extends Investigated, SightingCount {
  readonly firstSeen: FirstSeen;
}

/** Where and when a fault was seen first. */
export interface FirstSeen {
  /** How to generate the case again, like `seed 3, case 12`. */
  readonly origin: string;
  /** Since the campaign began, without its pauses. */
  readonly milliseconds: number;
}

/** The sightings of a fault. */
export interface SightingCount {
  /** The names of the oracles on which it was seen. */
  readonly oracles: Set<string>;
  /** How many checks show it. */
  checks: number;
}

/** Adds sightings to those of the same fault. */
export function addSightings(to: SightingCount, { oracles, checks }: SightingCount): void {
  to.checks += checks;
  for (const oracle of oracles) to.oracles.add(oracle);
}
