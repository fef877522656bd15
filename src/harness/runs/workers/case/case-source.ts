import { attackCase } from '../../../../../generators/attack/attack-case.ts';
import type { SeedImage } from '../../../../../generators/attack/seed-image.ts';
import type { CheckFeature } from '../../../../../generators/coverage/check-features.ts';
import type { Trait } from '../../../../../generators/wish/wish.ts';
import { campaignCase } from './campaign-case.ts';
import type { DrawnCase } from './drawn-case.ts';

/** Where the cases of a run come from, as plain data: any thread draws the same case i from it. */
export interface CaseSource {
  readonly seed: number;
  /** Features that every case has; none: any case. */
  readonly features: readonly Trait[];
  /** Features and options that are left out: other cases are drawn, or they are skipped. Absent: none. */
  readonly without?: readonly CheckFeature[];
  /** Images that are attacked. Absent: the generators draw chains. */
  readonly attacked?: readonly SeedImage[];
}

/** Case `index` of a source. It may still have what is left out. */
export function drawCase({ seed, features, without, attacked }: CaseSource, index: number): DrawnCase {
  return attacked === undefined
    ? campaignCase(seed, index, features, without)
    : attackCase(seed, index, attacked);
}
