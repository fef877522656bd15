import { Command } from 'commander';
import type { Investigation } from '../../harness/finding/investigate.ts';
import { checkKnown, isKnown } from '../../harness/finding/known.ts';
import { isThere, replayFindings, type StillThere } from '../../harness/finding/replay.ts';
import { dayOf, type KnownFinding, readKnownFindings } from '../../harness/finding/store/known-findings.ts';
import { inProcess } from '../../harness/parties/subject/in-process.ts';
import { goldenLines } from '../../harness/report/golden-lines.ts';
import { knownLines } from '../../harness/report/known-lines.ts';
import { leftOutLine } from '../../harness/report/left-out-line.ts';
import { oracleLines } from '../../harness/report/oracle-lines.ts';
import {
  goldenPreliminary,
  knownPreliminary,
  storedPreliminary,
} from '../../harness/report/preliminaries.ts';
import { progressOn } from '../../harness/report/progress.ts';
import { replayedLines } from '../../harness/report/replayed-lines.ts';
import { summaryLines } from '../../harness/report/summary.ts';
import { openBareMeter } from '../../harness/runs/campaign/bare-rate.ts';
import { checkGoldens } from '../../harness/runs/golden/check-goldens.ts';
import { type GoldenCase, goldenCases } from '../../harness/runs/golden/golden-cases.ts';
import { requireSoundGoldens } from '../../harness/runs/golden/golden-faults.ts';
import { resultOf, resultStatus } from '../../harness/runs/result/result.ts';
import { writeResult } from '../../harness/runs/result/result-file.ts';
import { startTimeLimit, type TimeLimit } from '../../harness/runs/time-limit.ts';
import type { Crew } from '../../harness/runs/workers/crew.ts';
import { caseWork, goldenWork, openCrew } from '../../harness/runs/workers/open-crew.ts';
import { goldensOn, replayersOn } from '../../harness/runs/workers/run-in-order.ts';
import {
  duration,
  feature,
  fileOfKnown,
  knownFile,
  leftOutFeature,
  percentage,
  wholeNumber,
} from '../options/arguments.ts';
import { findingsOption } from '../options/findings-option.ts';
import { examples } from '../options/help.ts';
import { jobsOption } from '../options/jobs-option.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { refuseKnownOfOthers } from '../options/own-known.ts';
import { quietOption, summaryFor, type Talk, talkOf } from '../options/quiet-option.ts';
import { withReportOptions, writable, writableFolder, writeReports } from '../options/report-options.ts';
import { crewPlanOf, planOf, type RunOptions, requireCompatible, timeOf } from '../options/run-options.ts';
import { shardOption } from '../options/shard-option.ts';
import { adapterOption, subjectOf, subjectOption } from '../options/subject-options.ts';
import { limitsOf, timeoutOption } from '../options/timeout-option.ts';
import { verboseOption } from '../options/verbose-option.ts';
import { investigationIn } from '../session/investigation.ts';
import { type Session, withSession } from '../session/session.ts';
import { explainFailure } from '../terminal/failure.ts';
import { printLines } from '../terminal/print.ts';
import { shownCampaign } from './shown-campaign.ts';

/** `map-parity run`: the goldens, then a campaign of random cases. */
export function runCommand(end: (status: number) => void): Command {
  const command = new Command('run')
    .summary('compare our map with real qemu-imgs: goldens, then random chains')
    .description('compare our map with real qemu-imgs: first the goldens, then random chains')
    .option('--seed <n>', 'seed of the cases: case i of a seed is always the same', wholeNumber(), 1)
    .option(
      '--feature <name>',
      'only cases with this feature, like damage, extl2 or nbd-context; repeatable (a wrong name lists all)',
      feature,
      [],
    )
    .option(
      '--without-feature <name>',
      'no cases with this feature, and no queries with this option; repeatable. For an implementation that lacks it',
      leftOutFeature,
      [],
    )
    .addOption(quietOption())
    .addOption(verboseOption())
    .option('--bail', 'end with the first finding that is not known')
    .option('--no-goldens', 'leave out the goldens, and run random cases alone')
    .option('--cases <n>', 'number of cases', wholeNumber(1))
    .option(
      '--time <duration>',
      'time limit of the whole run, like 90s or 5m (default: 60s, or none with --cases)',
      duration,
    )
    .addOption(timeoutOption())
    .addOption(jobsOption('qemu-imgs that run at once'))
    .addOption(oracleOption())
    .addOption(subjectOption())
    .addOption(adapterOption())
    .addOption(findingsOption())
    .option('--known <file>', 'file of known findings, which fail nothing', fileOfKnown, knownFile)
    .option('--fail-on-expired', 'fail if a known finding is past its date, instead of warning')
    .addOption(shardOption())
    .option('--result <file>', 'write the result as JSON, for map-parity merge and other programs', writable)
    .option(
      '--require-coverage <percent>',
      'end with 3 if fewer of the possible pairs are covered',
      percentage,
    )
    .addHelpText(
      'after',
      examples([
        'run --seed 7 --time 5m',
        'run --feature damage --feature encryption --cases 500',
        'run --oracle build/qemu-img',
        'run -q --time 10m',
        "run --subject 'my-map {image}' --adapter json-lines",
      ]),
    );
  return withReportOptions(command).action(async (options: RunOptions) => {
    requireCompatible(options);
    writableFolder(options.findings);
    end(await runInTime(options));
  });
}

/** The time limit counts for all phases: the first starts of qemu-img, goldens, known and stored findings, cases, reductions. */
async function runInTime(options: RunOptions): Promise<number> {
  const subject = subjectOf(options);
  if (options.known !== knownFile) refuseKnownOfOthers(subject, options.known);
  const limit = startTimeLimit(timeOf(options));
  try {
    return await withSession(options.oracle, session => run(session, options, limit), {
      subject,
      limits: limitsOf(options.timeout),
      until: limit.signal,
    });
  } finally {
    limit.release();
  }
}

async function run(session: Session, options: RunOptions, limit: TimeLimit): Promise<number> {
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

async function runOn(
  crew: Crew,
  { session, options, limit, talk, known, investigation, goldens: allGoldens }: RunPlan,
): Promise<number> {
  const { parties, found, scratch, cancel } = session;
  const goldens = await checkGoldens(allGoldens, goldensOn(crew), cancel);
  if (goldens.length > 0) talk.say(goldenLines(goldens));

  const states = await checkKnown(known, session, dayOf(new Date()), limit.left);
  talk.say(knownLines(states, options.known));

  const replayed = await replayFindings(investigation, limit.left, replayersOn(crew, options.jobs));
  const stillThere = replayed.filter(isThere);
  const isKnownHere = (each: StillThere): boolean => isKnown(known, each, parties);
  printLines(replayedLines(options.quiet === true ? stillThere : replayed, parties.subject, isKnownHere));

  const { oracles } = found;
  const plan = planOf(options, investigation, {
    stillThere,
    goldens: oracles.length === 0 ? [] : allGoldens,
    milliseconds: limit.left(),
  });
  const meter = oracles.length === 0 ? undefined : openBareMeter(parties, scratch, options.jobs);
  const campaign = await shownCampaign(plan, crew, known, meter, progressOn(talk.progress, limit.left), {
    ...talk,
    verbose: options.verbose,
  }).finally(() => meter?.close());
  const preliminaries = [
    ...goldens.map(goldenPreliminary),
    ...states.map(state => knownPreliminary(state, options.known, options.failOnExpired === true)),
    ...replayed.map(each => storedPreliminary(each, parties.subject, isThere(each) && isKnownHere(each))),
  ];
  talk.say(
    leftOutLine(campaign.interrupted, [
      [allGoldens.length - goldens.length, 'golden of our map', 'goldens of our map'],
      [known.length - states.length, 'known finding'],
      [replayed.filter(({ kind }) => kind === 'left').length, 'stored finding'],
      [campaign.goldensLeft, 'golden'],
      [campaign.casesLeft, 'case under way', 'cases under way'],
      [campaign.reductionsLeft, 'reduction'],
    ]),
  );
  const result = resultOf(campaign, plan, { preliminaries, found, known });
  const { requireCoverage: requiredCoverage } = options;
  const bare = meter === undefined ? undefined : meter.rate();
  if (campaign.failure !== undefined) printLines(explainFailure(campaign.failure).lines);
  printLines(
    summaryFor(options.quiet, summaryLines(result, { bare, reducing: campaign.reducing, requiredCoverage })),
  );
  if (options.result !== undefined) writeResult(options.result, result);
  await writeReports(options, result, requiredCoverage);
  return resultStatus(result, requiredCoverage);
}
