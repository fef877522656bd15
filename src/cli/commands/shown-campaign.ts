import { isKnown } from '../../harness/finding/known.ts';
import type { KnownFinding } from '../../harness/finding/store/known-findings.ts';
import { inProcess } from '../../harness/parties/subject/in-process.ts';
import { findingTexts } from '../../harness/report/finding-texts.ts';
import { goldenQueriesLine } from '../../harness/report/golden-queries-line.ts';
import type { Progress } from '../../harness/report/progress.ts';
import type { BareMeter } from '../../harness/runs/campaign/bare-rate.ts';
import type { Campaign, Plan } from '../../harness/runs/campaign/campaign.ts';
import { pauseInterval } from '../../harness/runs/campaign/pauses.ts';
import { runCampaign } from '../../harness/runs/campaign/run-campaign.ts';
import type { Crew } from '../../harness/runs/workers/crew.ts';
import type { Talk } from '../options/quiet-option.ts';
import { caseWatcher } from '../options/verbose-option.ts';
import { printReport } from '../terminal/print.ts';

/** Runs the campaign with its progress, and prints each finding once. */
export async function shownCampaign(
  plan: Plan,
  crew: Crew,
  known: readonly KnownFinding[],
  meter: BareMeter | undefined,
  progress: Progress,
  { say, verbose }: Talk & { readonly verbose: true | undefined },
): Promise<Campaign> {
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
