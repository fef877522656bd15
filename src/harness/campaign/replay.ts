import { readFileSync } from 'node:fs';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { type Evidence, evidenceOf } from '../report/evidence.ts';
import type { Scratch } from '../scratch/scratch.ts';
import { type EarlierFinding, earlierFindings } from '../store/finding.ts';
import type { Check } from '../verdict/check.ts';
import { exitStatusOf } from '../verdict/exit-status.ts';
import type { Parties } from '../verdict/parties.ts';
import { fineSignature } from '../verdict/signature.ts';
import { type Investigation, investigate } from './investigate.ts';
import { shownCheck } from './shown-check.ts';
import type { Sighting } from './telling-sighting.ts';

/**
 * What became of a finding of an earlier run: its smallest case still shows a fault, of `signature`; or it does not, nor
 * do the cases as they were found; or its reduction, which had not ended or had run into another fault, was done now.
 */
export type Replayed = StillThere | { readonly kind: 'gone'; readonly finding: EarlierFinding };

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

/** What a stored case shows now. */
interface Replay extends Sighting {
  readonly oracles: readonly string[];
}

/**
 * Checks what earlier runs stored, before any new case: a phase of its own, not part of a seed's cases. What a killed run
 * left unsettled is settled.
 */
export async function replayFindings(
  parties: Parties,
  scratch: Scratch,
  plan: Investigation,
): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (const finding of earlierFindings(plan.findings)) {
    if (parties.cancel?.aborted) break;
    replayed.push(await replay(finding, parties, scratch, plan));
  }
  return replayed;
}

async function replay(
  finding: EarlierFinding,
  parties: Parties,
  scratch: Scratch,
  plan: Investigation,
): Promise<Replayed> {
  const smallest = await firstSighting(finding.smallest, parties, scratch);
  if (smallest !== undefined && finding.settled) {
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
  const sighting = smallest ?? (await anySighting(finding, parties, scratch));
  if (sighting === undefined) return { kind: 'gone', finding };
  const origin = (finding.smallest.notes[1] ?? '').replace(/^(found in|reduced from) /, '');
  const investigated = await investigate(parties, scratch, plan, finding.stored, origin, sighting);
  return { kind: 'reduced', finding, ...seenOn(sighting), ...investigated };
}

function seenOn({ check, oracles }: Replay): Pick<StillThere, 'oracles' | 'fails'> {
  return { oracles, fails: exitStatusOf(check.verdict) > 0 };
}

async function anySighting(
  { found }: EarlierFinding,
  parties: Parties,
  scratch: Scratch,
): Promise<Replay | undefined> {
  for (const { value } of found) {
    const sighting = await firstSighting(value, parties, scratch);
    if (sighting !== undefined) return sighting;
  }
  return undefined;
}

/** The first check that shows a fault, with all oracles that show the same: it may be known on some of them alone. */
async function firstSighting(value: Case, parties: Parties, scratch: Scratch): Promise<Replay | undefined> {
  let first: Check | undefined;
  const oracles: string[] = [];
  await shownCheck(parties, scratch, value, check => {
    const signature = fineSignature(check.verdict, value);
    if (signature === undefined) return undefined;
    first ??= check;
    if (check.oracle && signature === fineSignature(first.verdict, value)) oracles.push(check.oracle.name);
    return undefined;
  });
  return first && { value, check: first, oracles };
}
