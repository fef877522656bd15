import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Lab } from '../parties/lab.ts';
import type { Verdict } from '../verdict/judge.ts';
import type { StoredSighting } from './investigate.ts';
import { firstCheck } from './search/first-check.ts';
import { identify } from './search/search.ts';
import type { Sighting } from './search/sighting.ts';
import { blameIn } from './signature/fault.ts';
import { fineSignature } from './signature/signature.ts';
import { storedSignature } from './store/case-notes.ts';
import type { EarlierFinding } from './store/earlier-findings.ts';

/** What the checks of a stored finding say. */
export type Rechecked =
  /**
   * `still there`: its smallest case shows a fault, and it is settled. `unsettled`: one of its cases shows a fault, identified here,
   * and has to be reduced. The oracles are all that show it.
   */
  | {
      readonly kind: 'still there' | 'unsettled';
      readonly seen: StoredSighting;
      readonly oracles: readonly string[];
    }
  /** All its cases pass, on these oracles. */
  | { readonly kind: 'pass'; readonly oracles: readonly string[] }
  | { readonly kind: 'not judged' };

/** Checks the cases of a stored finding again: its smallest one, and those that were found if that shows nothing. */
export async function recheckFinding(lab: Lab, finding: EarlierFinding): Promise<Rechecked> {
  const smallest = await recheck(finding.smallest, lab);
  const result = smallest.kind === 'fault' ? smallest : await firstFault(finding, lab, smallest);
  if (result.kind !== 'fault') return result;
  const { sighting, oracles } = result;
  const isSettled = result === smallest && finding.settled;
  const seen = { stored: finding.stored, sighting: isSettled ? sighting : await identify(lab, sighting) };
  return { kind: isSettled ? 'still there' : 'unsettled', seen, oracles };
}

/** The result of checking a stored case again: a fault, with all oracles that show it; or the oracles that it passes on. */
type Recheck =
  | { readonly kind: 'fault'; readonly sighting: Sighting; readonly oracles: readonly string[] }
  | { readonly kind: 'pass'; readonly oracles: readonly string[] }
  | { readonly kind: 'not judged' };

/** The first of the cases as they were found that shows a fault now; `otherwise` if none does. */
async function firstFault({ found }: EarlierFinding, lab: Lab, otherwise: Recheck): Promise<Recheck> {
  for (const { value } of found) {
    const result = await recheck(value, lab);
    if (result.kind === 'fault') return result;
  }
  return otherwise;
}

/** Checks a stored case again. All oracles that show the same fault count: it may be known on some of them alone. */
async function recheck(value: Case, lab: Lab): Promise<Recheck> {
  const stored = storedSignature(value);
  let first: Sighting | undefined;
  let isJudged = false;
  const showing: string[] = [];
  const passing: string[] = [];
  await firstCheck(lab, value, check => {
    const signature = fineSignature(check.verdict, value);
    if (signature === undefined && passes(check.verdict, stored)) {
      isJudged = true;
      if (check.oracle) passing.push(check.oracle.name);
    }
    if (signature === undefined) return undefined;
    first ??= { value, check };
    if (check.oracle && signature === fineSignature(first.check.verdict, value))
      showing.push(check.oracle.name);
    return undefined;
  });
  if (first !== undefined) return { kind: 'fault', sighting: first, oracles: showing };
  return isJudged ? { kind: 'pass', oracles: passing } : { kind: 'not judged' };
}

/** Whether a verdict says that a stored fault is gone. Without an oracle only a fault that was found without one can be. */
function passes({ kind }: Verdict, stored: string): boolean {
  if (kind === 'unjudged') return blameIn(stored) === 'unknown';
  return kind === 'match' || kind === 'holds' || kind === 'unrelated';
}
