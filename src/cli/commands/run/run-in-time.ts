import type { Investigation } from '../../../harness/finding/investigate.ts';
import { checkKnown, isKnown, type KnownState } from '../../../harness/finding/known.ts';
import { isThere, type Replayed, replayFindings, type StillThere } from '../../../harness/finding/replay.ts';
import {
  dayOf,
  type KnownFinding,
  readKnownFindings,
} from '../../../harness/finding/store/known-findings.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import { knownLines } from '../../../harness/report/campaign/known-lines.ts';
import {
  goldenPreliminary,
  knownPreliminary,
  storedPreliminary,
} from '../../../harness/report/campaign/preliminaries.ts';
import { replayedLines } from '../../../harness/report/campaign/replayed-lines.ts';
import { summaryLines } from '../../../harness/report/campaign/summary.ts';
import { goldenLines } from '../../../harness/report/golden/golden-lines.ts';
import { oracleLines } from '../../../harness/report/oracle-lines.ts';
import { progressOn } from '../../../harness/report/progress.ts';
import { type LeftOut, leftOutLine } from '../../../harness/report/words/left-out-line.ts';
import { openBareMeter } from '../../../harness/runs/campaign/bare-rate.ts';
import type { Campaign } from '../../../harness/runs/campaign/campaign.ts';
import { checkGoldens, type GoldenResult } from '../../../harness/runs/golden/check-goldens.ts';
import { type GoldenCase, goldenCases } from '../../../harness/runs/golden/golden-cases.ts';
import { requireSoundGoldens } from '../../../harness/runs/golden/golden-faults.ts';
import type { Preliminary } from '../../../harness/runs/result/preliminary.ts';
import { resultOf, resultStatus } from '../../../harness/runs/result/result.ts';
import { writeResult } from '../../../harness/runs/result/result-file.ts';
import { startTimeLimit, type TimeLimit } from '../../../harness/runs/time-limit.ts';
import type { Crew } from '../../../harness/runs/workers/crew.ts';
import { caseWork, goldenWork, openCrew } from '../../../harness/runs/workers/open-crew.ts';
import { goldensOn, knownOn, replayersOn } from '../../../harness/runs/workers/run-in-order.ts';
import { knownFile } from '../../options/arguments/known-file.ts';
import { refuseKnownOfOthers } from '../../options/own-known.ts';
import { summaryFor, type Talk, talkOf } from '../../options/quiet-option.ts';
import { writeReports } from '../../options/report-options.ts';
import type { RunOptions } from '../../options/run-options.ts';
import { subjectOf } from '../../options/subject-options.ts';
import { timeOf } from '../../options/time-option.ts';
import { limitsOf } from '../../options/timeout-option.ts';
import { investigationIn } from '../../session/investigation.ts';
import { type Session, withSession } from '../../session/session.ts';
import { explainFailure } from '../../terminal/failure.ts';
import { printLines } from '../../terminal/print.ts';
import { crewPlanOf, planOf } from './campaign-plan.ts';
import { shownCampaign } from './shown-campaign.ts';

/**
 * Runs a campaign with these options, and what comes before it, and prints the result. The time limit counts for all phases: the
 * first starts of qemu-img, goldens, known and stored findings, cases, reductions.
 *
 * @returns the exit status
 */
export async function runInTime(options: RunOptions): Promise<number> {
  const subject = subjectOf(options);
  if (options.known !== knownFile) refuseKnownOfOthers(subject, options.known);
  const limit = startTimeLimit(timeOf(options));
  try {
    return await withSession(options.oracle, session => runInSession(session, options, limit), {
      subject,
      limits: limitsOf(options.timeout),
      until: limit.signal,
    });
  } finally {
    limit.release();
  }
}

async function runInSession(session: Session, options: RunOptions, limit: TimeLimit): Promise<number> {
  const talk = talkOf(options.quiet);
  talk.say(oracleLines(session.found));
  // The project's known findings are those of our map, not of other subjects.
  const isOurs = session.parties.subject === inProcess || options.known !== knownFile;
  const known = isOurs ? readKnownFindings(options.known) : [];
  const investigation: Investigation = {
    ...(await investigationIn(session, options.findings)),
    known: new Set(known.map(({ signature }) => signature)),
    without: options.withoutFeature,
  };
  // The goldens are for our map, and for what it is compared with.
  const usesGoldens = session.parties.subject === inProcess && options.goldens;
  if (usesGoldens) requireSoundGoldens();
  const goldens = usesGoldens ? goldenCases() : [];
  const crew = openCrew(crewPlanOf(options, investigation), {
    work: goldens.length * goldenWork + (options.cases ?? Infinity) * caseWork,
    milliseconds: limit.left(),
  });
  try {
    return await runOn(crew, { session, options, limit, talk, known, investigation, goldens });
  } finally {
    await crew.close();
  }
}

/** What a run has before anything is checked. */
interface RunPlan {
  readonly session: Session;
  readonly options: RunOptions;
  readonly limit: TimeLimit;
  readonly talk: Talk;
  readonly known: readonly KnownFinding[];
  readonly investigation: Investigation;
  readonly goldens: readonly GoldenCase[];
}

/** What was checked before the cases: all of it, unless the time was up. */
interface Beforehand {
  readonly goldens: readonly GoldenResult[];
  readonly known: readonly KnownState[];
  readonly stored: readonly Replayed[];
}

async function runOn(crew: Crew, run: RunPlan): Promise<number> {
  const { session, options, limit, talk, known, investigation } = run;
  const { parties, found, scratch } = session;
  const before = await checkBeforehand(crew, run);
  const plan = planOf(options, investigation, {
    stored: before.stored,
    goldens: found.oracles.length === 0 ? [] : run.goldens,
    milliseconds: limit.left(),
  });
  const meter = found.oracles.length === 0 ? undefined : openBareMeter(parties, scratch, options.jobs);
  const progress = progressOn(talk.progress, limit.left);
  const told = { plan, crew, known, meter, progress, talk, verbose: options.verbose };
  const campaign = await shownCampaign(told).finally(() => meter?.close());

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
async function checkBeforehand(crew: Crew, run: RunPlan): Promise<Beforehand> {
  const { session, options, limit, talk, investigation } = run;
  const goldens = await checkGoldens(run.goldens, goldensOn(crew), session.cancel);
  if (goldens.length > 0) talk.say(goldenLines(goldens));

  const known = await checkKnown(run.known, knownOn(crew), dayOf(new Date()), {
    cancel: session.cancel,
    timeLeft: limit.left,
  });
  talk.say(knownLines(known, options.known));

  const stored = await replayFindings(investigation, limit.left, replayersOn(crew, options.jobs));
  const told = options.quiet === true ? stored.filter(isThere) : stored;
  printLines(replayedLines(told, session.parties.subject, isKnownIn(run)));
  return { goldens, known, stored };
}

/** Whether a stored finding is a known one of the run. */
function isKnownIn({ known, session }: RunPlan): (each: StillThere) => boolean {
  return each => isKnown(known, each, session.parties);
}

function preliminariesOf(run: RunPlan, { goldens, known, stored }: Beforehand): Preliminary[] {
  const { options, session } = run;
  const { subject } = session.parties;
  const isKnownHere = isKnownIn(run);
  return [
    ...goldens.map(goldenPreliminary),
    ...known.map(state => knownPreliminary(state, options.known, options.failOnExpired === true)),
    ...stored.map(each => storedPreliminary(each, subject, isThere(each) && isKnownHere(each))),
  ];
}

/** How many things of each kind were left out when the run was ended. */
function leftOut(run: RunPlan, { goldens, known, stored }: Beforehand, campaign: Campaign): LeftOut[] {
  return [
    [run.goldens.length - goldens.length, 'golden of our map', 'goldens of our map'],
    [run.known.length - known.length, 'known finding'],
    [stored.filter(({ kind }) => kind === 'left').length, 'stored finding'],
    [campaign.goldensLeft, 'golden of the qemu-imgs', 'goldens of the qemu-imgs'],
    [campaign.casesLeft, 'case under way', 'cases under way'],
    [campaign.reductionsLeft, 'reduction'],
  ];
}
