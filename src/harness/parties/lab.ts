import type { Scratch } from '../files/scratch.ts';
import type { Oracle } from './oracle/oracle.ts';
import type { Parties } from './parties.ts';

/** Where a case is tried: the parties that answer its query, and the scratch folder that its chain is written to. */
export interface Lab {
  readonly parties: Parties;
  readonly scratch: Scratch;
}

/** The lab with these oracles alone. */
export function withOracles({ parties, scratch }: Lab, oracles: readonly Oracle[]): Lab {
  return { parties: { ...parties, oracles }, scratch };
}
