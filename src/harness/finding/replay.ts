import { readFileSync } from 'node:fs';
import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Check } from '../verdict/check.ts';
import { exitStatusOf } from '../verdict/exit-status.ts';
import type { Verdict } from '../verdict/judge.ts';
import { type Investigation, investigate, unfinished } from './investigate.ts';
import { firstCheck } from './search/first-check.ts';
import type { Lab } from './search/lab.ts';
import type { Sighting } from './search/sighting.ts';
import { type Evidence, evidenceOf } from './signature/evidence.ts';
import { fineSignature } from './signature/signature.ts';
import { type EarlierFinding, earlierFindings, signatureOf } from './store/stored-finding.ts';

/**
 * What became of a finding of an earlier run: its smallest case still shows a fault, of `signature`; or it does not, nor
 * do the cases as they were found, on the oracles of these names; or its reduction, which had not ended or had run into
 * another fault, was done now; or nobody could judge its cases.
 */
export type Replayed =
  | StillThere
  | { readonly kind: 'gone'; readonly finding: EarlierFinding; readonly oracles: readonly string[] }
  | { readonly kind: 'not judged'; readonly finding: EarlierFinding };

/** Whether a finding still shows. */
export function isThere(replayed: Replayed): replayed is StillThere {
  return replayed.kind === 'still there' || replayed.kind === 'reduced';
}

/** A finding of an earlier run, and the oracles that show it. */
export interface StillThere {
  readonly kind: 'still there' | 'reduced';
  readonly finding: EarlierFinding;
  readonly signature: string;
  readonly oracles: readonly string[];
  /** False for a crash of qemu alone. */
  readonly fails: boolean;
  readonly smallest: Case;
  readonly evidence: Evidence;
  /** What people read. */
  readonly report: string;
}

/** What a stored case shows now, and on which oracles. */
interface Replay extends Sighting {
  readonly oracles: readonly string[];
}

/** Where it shows nothing: the oracles that say so, or undefined where nobody judged it. */
interface Nothing {
  readonly passing: readonly string[] | undefined;
}

/**
 * Checks what earlier runs stored, before any new case: a phase of its own, not part of a seed's cases. What a killed run
 * left unsettled is settled.
 */
export async function replayFindings(investigation: Investigation): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (const finding of earlierFindings(investigation.findings)) {
    if (investigation.parties.cancel?.aborted) break;
    replayed.push(await replay(finding, investigation));
  }
  return replayed;
}

async function replay(finding: EarlierFinding, investigation: Investigation): Promise<Replayed> {
  const smallest = await firstSighting(finding.smallest, investigation);
  if (!('passing' in smallest) && finding.settled) {
    const signature = fineSignature(smallest.check.verdict, smallest.value)!;
    const evidence = evidenceOf(smallest.check)!;
    const report = readFileSync(finding.stored.report, 'utf8');
    return {
      kind: 'still there',
      finding,
      signature,
      ...seenOn(smallest),
      smallest: smallest.value,
      evidence,
      report,
    };
  }
  const sighting = 'passing' in smallest ? await anySighting(finding, investigation, smallest) : smallest;
  if ('passing' in sighting) {
    const { passing: oracles } = sighting;
    return oracles === undefined ? { kind: 'not judged', finding } : { kind: 'gone', finding, oracles };
  }
  const origin = (finding.smallest.notes[1] ?? '')
    .replace(/^(found in|reduced from) /, '')
    .replace(unfinished, '');
  const investigated = await investigate(investigation, finding.stored, origin, sighting);
  return { kind: 'reduced', finding, ...seenOn(sighting), ...investigated };
}

function seenOn({ check, oracles }: Replay): Pick<StillThere, 'oracles' | 'fails'> {
  return { oracles, fails: exitStatusOf(check.verdict) > 0 };
}

async function anySighting({ found }: EarlierFinding, lab: Lab, nothing: Nothing): Promise<Replay | Nothing> {
  for (const { value } of found) {
    const sighting = await firstSighting(value, lab);
    if (!('passing' in sighting)) return sighting;
  }
  return nothing;
}

/** The first check that shows a fault, with all oracles that show the same: it may be known on some of them alone. */
async function firstSighting(value: Case, lab: Lab): Promise<Replay | Nothing> {
  const stored = signatureOf(value);
  let first: Check | undefined;
  let isJudged = false;
  const oracles: string[] = [];
  const passing: string[] = [];
  await firstCheck(lab, value, check => {
    const signature = fineSignature(check.verdict, value);
    if (signature === undefined && passes(check.verdict, stored)) {
      isJudged = true;
      if (check.oracle) passing.push(check.oracle.name);
    }
    if (signature === undefined) return undefined;
    first ??= check;
    if (check.oracle && signature === fineSignature(first.verdict, value)) oracles.push(check.oracle.name);
    return undefined;
  });
  if (first === undefined) return { passing: isJudged ? passing : undefined };
  return { value, check: first, oracles };
}

/** Where no oracle takes part, only what was found without one can be seen to be gone. */
function passes({ kind }: Verdict, stored: string): boolean {
  if (kind === 'unjudged') return stored.startsWith('unknown: ');
  return kind === 'match' || kind === 'holds' || kind === 'unrelated';
}
