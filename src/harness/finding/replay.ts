import { readFileSync } from 'node:fs';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { withoutTraits } from '../../../generators/wish/without-traits.ts';
import type { Lab } from '../parties/lab.ts';
import type { Verdict } from '../verdict/judge.ts';
import { type Investigation, investigate } from './investigate.ts';
import { firstCheck } from './search/first-check.ts';
import { identify } from './search/search.ts';
import type { Sighting } from './search/sighting.ts';
import { type Evidence, evidenceOf } from './signature/evidence.ts';
import { blameIn, coarseSignature, fineSignature } from './signature/signature.ts';
import { storedOrigin, storedSignature } from './store/case-notes.ts';
import { type EarlierFinding, earlierFindings, type UnreadableFinding } from './store/earlier-findings.ts';
import { nameFault } from './store/stored-finding.ts';

/** What became of a finding of an earlier run. */
export type Replayed =
  | StillThere
  /** The time of the run was over before. */
  | { readonly kind: 'left'; readonly finding: EarlierFinding }
  /** Its smallest case has a feature or an option that the run leaves out. */
  | { readonly kind: 'left out'; readonly finding: EarlierFinding }
  /** It can't be read. */
  | ({ readonly kind: 'unreadable' } & UnreadableFinding)
  /** All its cases pass, on the oracles of these names. */
  | { readonly kind: 'gone'; readonly finding: EarlierFinding; readonly oracles: readonly string[] }
  /** Nobody could judge its cases. */
  | { readonly kind: 'not judged'; readonly finding: EarlierFinding };

/** A finding that one of its cases still shows. */
export interface StillThere {
  /**
   * `still there`: its smallest case shows a fault. `reduced`: it was reduced in this run, because an earlier run was killed
   * before the end, or because its smallest case passes now and another one doesn't.
   */
  readonly kind: 'still there' | 'reduced';
  readonly finding: EarlierFinding;
  /** The fine form. */
  readonly signature: string;
  /** Coarse signatures of its cases as they were found. */
  readonly coarse: readonly string[];
  /** The names of the oracles that show it. */
  readonly oracles: readonly string[];
  readonly smallest: Case;
  readonly evidence: Evidence;
  /** The report that people read. */
  readonly report: string;
}

/** Whether a finding is still there. */
export function isThere(replayed: Replayed): replayed is StillThere {
  return replayed.kind === 'still there' || replayed.kind === 'reduced';
}

/** The result of checking a stored case again: a fault, with all oracles that show it; or the oracles that it passes on. */
type Recheck =
  | { readonly kind: 'fault'; readonly sighting: Sighting; readonly oracles: readonly string[] }
  | { readonly kind: 'pass'; readonly oracles: readonly string[] }
  | { readonly kind: 'not judged' };

type FaultAgain = Extract<Recheck, { kind: 'fault' }>;

/**
 * Checks the findings that earlier runs stored, before any new case: a phase of its own, which a seed's cases don't depend on.
 * A finding that a killed run left unsettled is settled. One whose smallest case has what the lab leaves out is not checked.
 *
 * @param timeLeft milliseconds; none is begun once it is 0 or less
 */
export async function replayFindings(
  investigation: Investigation,
  timeLeft: () => number = () => Infinity,
): Promise<Replayed[]> {
  const { findings, parties, without = [] } = investigation;
  const isCancelled = (): boolean => parties.cancel?.aborted === true;
  const replayed: Replayed[] = [];
  for (const finding of earlierFindings(findings)) {
    if (!('stored' in finding)) {
      replayed.push({ kind: 'unreadable', ...finding });
      continue;
    }
    if (withoutTraits(finding.smallest, without) === undefined) {
      replayed.push({ kind: 'left out', finding });
      continue;
    }
    const left: Replayed = { kind: 'left', finding };
    const now = isCancelled() || timeLeft() <= 0 ? left : await replay(finding, investigation);
    // Checks that are cancelled judge nothing.
    replayed.push(isCancelled() && !isThere(now) ? left : now);
  }
  return replayed;
}

async function replay(finding: EarlierFinding, investigation: Investigation): Promise<Replayed> {
  const smallest = await recheck(finding.smallest, investigation);
  if (smallest.kind === 'fault' && finding.settled) return stillThere(finding, smallest, investigation);
  const result = smallest.kind === 'fault' ? smallest : await firstFault(finding, investigation, smallest);
  switch (result.kind) {
    case 'fault':
      return reduceNow(finding, result, investigation);
    case 'pass':
      return { kind: 'gone', finding, oracles: result.oracles };
    case 'not judged':
      return { kind: 'not judged', finding };
  }
}

function stillThere(
  finding: EarlierFinding,
  { sighting, oracles }: FaultAgain,
  { renew, parties }: Investigation,
): StillThere {
  const { value, check } = sighting;
  return {
    kind: 'still there',
    finding,
    signature: fineSignature(check.verdict, value)!,
    coarse: finding.found.map(({ coarse }) => coarse),
    oracles,
    smallest: value,
    evidence: evidenceOf(check)!,
    report: renew(readFileSync(finding.stored.report, 'utf8'), finding.stored, check, parties.subject),
  };
}

async function reduceNow(
  finding: EarlierFinding,
  { sighting, oracles }: FaultAgain,
  investigation: Investigation,
): Promise<StillThere> {
  const identified = await identify(investigation, sighting);
  const named = coarseSignature(identified.check.verdict, identified.value)!;
  // A run that was killed before the first step of a reduction may not have identified the fault.
  const isUnnamed = finding.path === finding.stored.found;
  if (isUnnamed) nameFault(finding.stored, named);
  const coarse = isUnnamed ? [named] : finding.found.map(found => found.coarse);
  const origin = storedOrigin(finding.smallest);
  const investigated = await investigate(
    investigation,
    { stored: finding.stored, sighting: identified },
    origin,
  );
  return { kind: 'reduced', finding, coarse, oracles, ...investigated };
}

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
