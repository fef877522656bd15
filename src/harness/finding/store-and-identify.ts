import type { Case } from '../../../generators/recipe/recipe.ts';
import { type Lab, labFrom } from '../parties/lab.ts';
import type { Check } from '../verdict/check.ts';
import type { StoredSighting } from './investigate.ts';
import { identify } from './search/search.ts';
import { coarseSignature } from './signature/signature.ts';
import { foundNote } from './store/case-notes.ts';
import { storeFinding } from './store/stored-finding.ts';

/** A fault that a check shows: stored as it was found, and identified. */
export interface Identified extends StoredSighting {
  readonly coarse: string;
  /** The name of the oracle that it was seen on. */
  readonly oracle: string;
}

/**
 * Stores and identifies what a check shows; undefined when it shows no fault.
 *
 * @param origin as of `FirstSeen`
 */
export async function storeAndIdentify(
  lab: Lab & { readonly findings: string },
  { recipe }: Case,
  origin: string,
  check: Check,
): Promise<Identified | undefined> {
  const value: Case = { notes: [foundNote(origin)], recipe, queries: [check.query] };
  const coarseAsFound = coarseSignature(check.verdict, value);
  if (coarseAsFound === undefined) return undefined;
  // Before anything else is tried: a run that is killed in the search would lose the case. Not even a signature that is
  // stored already makes it needless, since different faults may have the same one until they are identified.
  const stored = storeFinding(lab.findings, coarseAsFound, value);
  const sighting = await identify(labFrom(lab, value), { value, check });
  return {
    stored,
    sighting,
    coarse: coarseSignature(sighting.check.verdict, sighting.value)!,
    oracle: (check.oracle ?? sighting.check.oracle)?.name ?? 'no oracle',
  };
}
