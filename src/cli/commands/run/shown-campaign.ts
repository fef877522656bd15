import { isKnown } from '../../../harness/finding/known.ts';
import type { KnownFinding } from '../../../harness/finding/store/known-findings.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import { findingTexts } from '../../../harness/report/campaign/finding-texts.ts';
import { goldenQueriesLine } from '../../../harness/report/campaign/golden-queries-line.ts';
import type { Progress } from '../../../harness/report/progress.ts';
import type { BareMeter } from '../../../harness/runs/campaign/bare-rate.ts';
import type { Campaign, Plan } from '../../../harness/runs/campaign/campaign.ts';
import { pauseInterval } from '../../../harness/runs/campaign/pauses.ts';
import { runCampaign } from '../../../harness/runs/campaign/run-campaign.ts';
import type { Crew } from '../../../harness/runs/workers/crew.ts';
import type { Talk } from '../../options/quiet-option.ts';
import { caseWatcher } from '../../options/verbose-option.ts';
import { printReport } from '../../terminal/print.ts';

/** A campaign that is about to run, and what is told of it. */
export interface ToldCampaign {
  readonly plan: Plan;
  readonly crew: Crew;
  readonly known: readonly KnownFinding[];
  /** Absent: the bare start rate isn't measured. */
  readonly meter: BareMeter | undefined;
  readonly progress: Progress;
  readonly talk: Talk;
  /** A line for each case, too. */
  readonly verbose: true | undefined;
}

/** Runs the campaign with its progress, and prints each finding once. */
export async function shownCampaign({
  plan,
  crew,
  known,
  meter,
  progress,
  talk: { say },
  verbose,
}: ToldCampaign): Promise<Campaign> {
  const textOf = findingTexts(plan.parties.subject !== inProcess);
  const campaign = await runCampaign(
    plan,
    {
      ...(meter === undefined ? {} : { pause: () => meter.measureSlice() }),
      ...caseWatcher(verbose, progress),
      progress: (tally, findings, milliseconds) => progress.show(tally, findings, milliseconds),
      goldensDone: queries => {
        progress.clear();
        if (queries.perOracle.size > 0) say([goldenQueriesLine(queries)]);
      },
      reducing: left => progress.reducing(left),
      found: finding => {
        progress.clear();
        if (isKnown(known, finding, plan.parties)) say([`known finding: ${finding.signature}`]);
        else printReport(textOf(finding));
      },
    },
    crew,
  );
  progress.clear();
  if (!campaign.interrupted && campaign.milliseconds >= pauseInterval) await meter?.measureSlice();
  return campaign;
}
