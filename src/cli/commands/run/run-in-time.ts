import { checkKnown, type KnownState } from '../../../harness/finding/known.ts';
import type { Replayed } from '../../../harness/finding/replay.ts';
import { dayOf } from '../../../harness/finding/store/known-findings.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import { knownLines } from '../../../harness/report/campaign/known-lines.ts';
import { goldenPreliminary, knownPreliminary } from '../../../harness/report/campaign/preliminaries.ts';
import { summaryLines } from '../../../harness/report/campaign/summary.ts';
import { goldenLines } from '../../../harness/report/golden/golden-lines.ts';
import { type LeftOut, leftOutLine } from '../../../harness/report/words/left-out-line.ts';
import { openBareMeter } from '../../../harness/runs/campaign/bare-rate.ts';
import type { Campaign, Plan } from '../../../harness/runs/campaign/campaign.ts';
import { checkGoldens, type GoldenResult } from '../../../harness/runs/golden/check-goldens.ts';
import { type GoldenCase, goldenCases } from '../../../harness/runs/golden/golden-cases.ts';
import { requireSoundGoldens } from '../../../harness/runs/golden/golden-faults.ts';
import type { Preliminary } from '../../../harness/runs/result/preliminary.ts';
import { resultOf, resultStatus } from '../../../harness/runs/result/result.ts';
import { writeResult } from '../../../harness/runs/result/result-file.ts';
import type { TimeLimit } from '../../../harness/runs/time-limit.ts';
import type { Crew } from '../../../harness/runs/workers/crew/crew.ts';
import { goldenWork } from '../../../harness/runs/workers/crew/open-crew.ts';
import { goldensOn, knownOn } from '../../../harness/runs/workers/crew/run-in-order.ts';
import { summaryFor } from '../../options/quiet-option.ts';
import { writeReports } from '../../options/report-options.ts';
import type { RunOptions } from '../../options/run-options.ts';
import { subjectOf } from '../../options/subject-options.ts';
import type { Session } from '../../session/session.ts';
import { explainFailure } from '../../terminal/failure.ts';
import { printLines } from '../../terminal/print.ts';
import { planOf, type Source, withCrew } from '../campaign/campaign-plan.ts';
import { beginRun, type CampaignRun, inTimedSession } from '../campaign/campaign-run.ts';
import { casesLeftOut, shownCampaign } from '../campaign/shown-campaign.ts';
import { replayStored, storedLeftOut, storedPreliminaries } from '../campaign/stored-findings.ts';

/**
 * Runs a campaign with these options, and what comes before it, and prints the result.
 *
 * @returns the exit status
 */
export function runInTime(options: RunOptions): Promise<number> {
  return inTimedSession(options, subjectOf(options), (session, limit) =>
    runInSession(session, options, limit),
  );
}

async function runInSession(session: Session, options: RunOptions, limit: TimeLimit): Promise<number> {
  const begun = await beginRun(session, options, limit, options.withoutFeature);
  // The goldens are for our map, and for what it is compared with.
  const usesGoldens = session.parties.subject === inProcess && options.goldens;
  if (usesGoldens) requireSoundGoldens();
  const run: Run = { ...begun, goldens: usesGoldens ? goldenCases() : [] };
  const source: Source = { seed: options.seed, features: options.feature };
  return withCrew(run, source, run.goldens.length * goldenWork, crew => runOn(crew, run, source));
}

interface Run extends CampaignRun<RunOptions> {
  readonly goldens: readonly GoldenCase[];
}

/** What was checked before the cases: all of it, unless the time was up. */
interface Beforehand {
  readonly goldens: readonly GoldenResult[];
  readonly known: readonly KnownState[];
  readonly stored: readonly Replayed[];
}

async function runOn(crew: Crew, run: Run, source: Source): Promise<number> {
  const { session, options, talk, known } = run;
  const { parties, found, scratch } = session;
  const before = await checkBeforehand(crew, run);
  const plan: Plan = {
    ...planOf(run, source, before.stored),
    ...(options.bail === true && { bail: true }),
    shard: options.shard,
    goldens: found.oracles.length === 0 ? [] : run.goldens,
  };
  const meter = found.oracles.length === 0 ? undefined : openBareMeter(parties, scratch, options.jobs);
  const campaign = await shownCampaign(crew, run, plan, meter).finally(() => meter?.close());

  talk.say(leftOutLine(campaign, leftOut(run, before, campaign)));
  const result = resultOf(campaign, plan, { preliminaries: preliminariesOf(run, before), found, known });
  const { requireCoverage: requiredCoverage } = options;
  if (campaign.failure !== undefined) printLines(explainFailure(campaign.failure).lines);
  const lines = summaryLines(result, { bare: meter?.rate(), reducing: campaign.reducing, requiredCoverage });
  printLines(summaryFor(options.quiet, lines));
  if (options.result !== undefined) writeResult(options.result, result);
  await writeReports(options, result, requiredCoverage);
  return resultStatus(result, requiredCoverage);
}

/** Checks our map against the goldens, whether the known findings are still there, and those that earlier runs have stored. */
async function checkBeforehand(crew: Crew, run: Run): Promise<Beforehand> {
  const { session, options, limit, talk } = run;
  const goldens = await checkGoldens(run.goldens, goldensOn(crew), session.cancel);
  if (goldens.length > 0) talk.say(goldenLines(goldens));

  const known = await checkKnown(run.known, knownOn(crew), dayOf(new Date()), {
    cancel: session.cancel,
    timeLeft: limit.left,
  });
  talk.say(knownLines(known, options.known));
  return { goldens, known, stored: await replayStored(crew, run) };
}

function preliminariesOf(run: Run, { goldens, known, stored }: Beforehand): Preliminary[] {
  const { options } = run;
  return [
    ...goldens.map(goldenPreliminary),
    ...known.map(state => knownPreliminary(state, options.known, options)),
    ...storedPreliminaries(run, stored),
  ];
}

/** How many things of each kind were left out when the run was ended. */
function leftOut(run: Run, { goldens, known, stored }: Beforehand, campaign: Campaign): LeftOut[] {
  return [
    [run.goldens.length - goldens.length, 'golden of our map', 'goldens of our map'],
    [run.known.length - known.length, 'known finding'],
    storedLeftOut(stored),
    [campaign.goldensLeft, 'golden of the qemu-imgs', 'goldens of the qemu-imgs'],
    ...casesLeftOut(campaign),
  ];
}
