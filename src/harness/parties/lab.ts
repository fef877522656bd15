import { type CheckFeature, featuresOfCheck } from '../../../generators/coverage/check-features.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Scratch } from '../files/scratch.ts';
import type { Oracle } from './oracle/oracle.ts';
import type { Parties } from './parties.ts';

/** Where a case is tried: the parties that answer its query, and the scratch folder that its chain is written to. */
export interface Lab {
  readonly parties: Parties;
  readonly scratch: Scratch;
  /** Features and options that no case which is tried may have: those that the run leaves out. Absent: none. */
  readonly without?: readonly CheckFeature[];
}

/** The lab with these oracles alone. */
export function withOracles({ parties, scratch, without }: Lab, oracles: readonly Oracle[]): Lab {
  return { parties: { ...parties, oracles }, scratch, ...(without && { without }) };
}

/** The lab for cases that come from this one: of what is left out they may have what this one has, as a golden can. */
export function labFrom({ parties, scratch, without }: Lab, { recipe, queries }: Case): Lab {
  if (without === undefined) return { parties, scratch };
  const had = new Set(queries.flatMap(query => featuresOfCheck(recipe, query)));
  return { parties, scratch, without: without.filter(feature => !had.has(feature)) };
}
