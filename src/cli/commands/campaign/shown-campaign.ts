import { isKnown } from '../../../harness/finding/known.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import { findingTexts } from '../../../harness/report/campaign/finding-texts.ts';
import { goldenQueriesLine } from '../../../harness/report/campaign/golden-queries-line.ts';
import { progressOn } from '../../../harness/report/progress.ts';
import type { LeftOut } from '../../../harness/report/words/left-out-line.ts';
import type { BareMeter } from '../../../harness/runs/campaign/bare-rate.ts';
import type { Campaign, Plan } from '../../../harness/runs/campaign/campaign.ts';
import { pauseInterval } from '../../../harness/runs/campaign/pauses.ts';
import { runCampaign } from '../../../harness/runs/campaign/run-campaign.ts';
import type { Crew } from '../../../harness/runs/workers/crew/crew.ts';
import { caseWatcher } from '../../options/verbose-option.ts';
import { printReport } from '../../terminal/print.ts';
import type { CampaignRun } from './campaign-run.ts';
import { keepErrors } from './keep-errors.ts';

/** Runs the campaign with its progress, and prints each finding once. Without a meter the bare start rate isn't measured. */
export async function shownCampaign(
  crew: Crew,
  { options, limit, talk, known }: CampaignRun,
  plan: Plan,
  meter?: BareMeter,
): Promise<Campaign> {
  const { say } = talk;
  const progress = progressOn(talk.progress, limit.left);
  const textOf = findingTexts(plan.parties.subject === inProcess ? 'all' : 'first of each feature');
  const campaign = await runCampaign(
    plan,
    {
      ...(meter === undefined ? {} : { pause: () => meter.measureSlice() }),
      ...caseWatcher(options.verbose, progress),
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
  return { ...campaign, tally: keepErrors(campaign.tally, plan) };
}

/** How many cases and reductions were left out when the campaign was ended. */
export function casesLeftOut({ casesLeft, reductionsLeft }: Campaign): LeftOut[] {
  return [
    [casesLeft, 'case under way', 'cases under way'],
    [reductionsLeft, 'reduction'],
  ];
}
