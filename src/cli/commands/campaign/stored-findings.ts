import { isKnown } from '../../../harness/finding/known.ts';
import { isThere, type Replayed, replayFindings, type StillThere } from '../../../harness/finding/replay.ts';
import { storedPreliminary } from '../../../harness/report/campaign/preliminaries.ts';
import { replayedLines } from '../../../harness/report/campaign/replayed-lines.ts';
import type { LeftOut } from '../../../harness/report/words/left-out-line.ts';
import type { Preliminary } from '../../../harness/runs/result/preliminary.ts';
import type { Crew } from '../../../harness/runs/workers/crew/crew.ts';
import { replayersOn } from '../../../harness/runs/workers/crew/run-in-order.ts';
import { printLines } from '../../terminal/print.ts';
import type { CampaignRun } from './campaign-run.ts';

/** Replays what earlier runs have stored, and prints what became of it; with -q only what is still there. */
export async function replayStored(crew: Crew, run: CampaignRun): Promise<Replayed[]> {
  const { session, options, limit, investigation } = run;
  const stored = await replayFindings(investigation, limit.left, replayersOn(crew, options.jobs));
  const told = options.quiet === true ? stored.filter(isThere) : stored;
  printLines(replayedLines(told, session.parties.subject, isKnownIn(run)));
  return stored;
}

/** What the result says of stored findings. */
export function storedPreliminaries(run: CampaignRun, stored: readonly Replayed[]): Preliminary[] {
  const isKnownHere = isKnownIn(run);
  return stored.map(each =>
    storedPreliminary(each, run.session.parties.subject, { known: isThere(each) && isKnownHere(each) }),
  );
}

/** How many stored findings were left out when the run was ended. */
export function storedLeftOut(stored: readonly Replayed[]): LeftOut {
  return [stored.filter(({ kind }) => kind === 'left').length, 'stored finding'];
}

function isKnownIn({ known, session }: CampaignRun): (each: StillThere) => boolean {
  return each => isKnown(known, each, session.parties);
}
