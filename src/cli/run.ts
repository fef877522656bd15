import { Command } from 'commander';
import { caseAt } from '../../generators/arbitrary/case-at.ts';
import type { Trait } from '../../generators/wish/wish.ts';
import { HarnessError } from '../harness/basics/harness-error.ts';
import type { Investigation } from '../harness/finding/investigate.ts';
import { checkKnown, isKnown } from '../harness/finding/known.ts';
import { isThere, replayFindings, type StillThere } from '../harness/finding/replay.ts';
import { dayOf, type KnownFinding, readKnownFindings } from '../harness/finding/store/known-findings.ts';
import { findingsFolder } from '../harness/finding/store/stored-finding.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import { describeFinding } from '../harness/report/describe-finding.ts';
import { goldenLines } from '../harness/report/goldens.ts';
import { knownLines } from '../harness/report/known.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { goldenPreliminary, knownPreliminary, storedPreliminary } from '../harness/report/preliminaries.ts';
import { progressOn } from '../harness/report/progress.ts';
import { replayedLines } from '../harness/report/replayed.ts';
import { summaryLines } from '../harness/report/summary.ts';
import { type BareMeter, openBareMeter } from '../harness/runs/campaign/bare-rate.ts';
import { type Campaign, type Plan, runCampaign, type Shard } from '../harness/runs/campaign/campaign.ts';
import { pauseInterval } from '../harness/runs/campaign/pauses.ts';
import { checkGoldens } from '../harness/runs/golden/check-goldens.ts';
import { goldenCases } from '../harness/runs/golden/golden-cases.ts';
import { resultOf, resultStatus } from '../harness/runs/result/result.ts';
import { writeResult } from '../harness/runs/result/result-file.ts';
import { duration, feature, knownFile, percentage, shard, there, wholeNumber } from './arguments.ts';
import { examples } from './help.ts';
import { jobsOption } from './jobs-option.ts';
import { oracleOption } from './oracle-option.ts';
import {
  type ReportOptions,
  withReportOptions,
  writable,
  writableFolder,
  writeReports,
} from './report-options.ts';
import { type Session, withSession } from './session.ts';
import { adapterOption, type SubjectOptions, subjectOf, subjectOption } from './subject-options.ts';

interface RunOptions extends SubjectOptions, ReportOptions {
  readonly seed: number;
  readonly feature: readonly Trait[];
  readonly cases?: number;
  readonly time?: number;
  readonly jobs: number;
  readonly oracle: readonly string[];
  readonly findings: string;
  readonly shard: Shard;
  readonly result?: string;
  readonly requireCoverage?: number;
  readonly known: string;
  readonly failOnExpired?: true;
}

/** Milliseconds of the main job where neither --time nor --cases is given. */
const defaultTime = 60_000;
/** Milliseconds that reducing one finding may take: a thousand tries at the rate of one oracle. */
const reduction = 20_000;
/** And of all findings of a campaign together. */
const reductions = 120_000;

/** `map-parity run`: the main job. */
export function runCommand(end: (status: number) => void): Command {
  const command = new Command('run')
    .summary('the goldens, then random chains: our map beside real qemu-imgs')
    .description('check the goldens, then random chains: our map beside real qemu-imgs')
    .option('--seed <n>', 'which cases: case i of a seed is always the same', wholeNumber(), 1)
    .option(
      '--feature <name>',
      'only cases that have this, like damage, extl2 or nbd-context; repeatable (a wrong name lists all)',
      feature,
      [],
    )
    .option('--cases <n>', 'how many cases', wholeNumber(1))
    .option(
      '--time <duration>',
      'how long, like 90s or 5m (default: 60s, or no limit with --cases)',
      duration,
    )
    .addOption(jobsOption('checks of a qemu-img that run at once'))
    .addOption(oracleOption())
    .addOption(subjectOption())
    .addOption(adapterOption())
    .option('--findings <folder>', 'where findings are stored', writableFolder, findingsFolder)
    .option('--known <file>', 'findings that are expected for now, and fail nothing', there, knownFile)
    .option('--fail-on-expired', 'fail where a known finding is past its date, instead of warning')
    .option('--shard <k/n>', 'run the k-th of n parts of the campaign, like 2/8', shard, {
      index: 0,
      count: 1,
    })
    .option('--result <file>', 'write what came of it, for map-parity merge and others', writable)
    .option(
      '--require-coverage <percent>',
      'end with 3 where fewer of the possible pairs were met',
      percentage,
    )
    .addHelpText(
      'after',
      examples([
        'run --seed 7 --time 5m',
        'run --feature damage --feature encryption --cases 500',
        'run --oracle build/qemu-img',
        "run --subject 'my-map {image}' --adapter json-lines",
      ]),
    );
  return withReportOptions(command).action(async (options: RunOptions) => {
    demandTogether(options);
    end(await withSession(options.oracle, session => run(session, options), subjectOf(options)));
  });
}

/** @throws HarnessError `bad-features` where no case has all features that were asked for */
function demandTogether({ seed, feature }: RunOptions): void {
  try {
    caseAt(seed, 0, feature);
  } catch (cause) {
    throw new HarnessError('bad-features', `--feature: ${(cause as Error).message}`, { cause });
  }
}

async function run(session: Session, options: RunOptions): Promise<number> {
  const { parties, found, scratch, interruption } = session;
  for (const line of oracleLines(found)) console.log(line);
  const goldens =
    parties.subject === inProcess
      ? await checkGoldens(goldenCases(), inProcess, scratch, interruption.signal)
      : [];
  if (parties.subject === inProcess) for (const line of goldenLines(goldens)) console.log(line);

  // What is known of our map says nothing of another.
  const isOurs = parties.subject === inProcess || options.known !== knownFile;
  const known = isOurs ? readKnownFindings(options.known) : [];
  const states = await checkKnown(known, session, dayOf(new Date()));
  for (const line of knownLines(states, options.known)) console.log(line);

  const investigation: Investigation = {
    parties,
    scratch,
    findings: options.findings,
    reduction,
    known: new Set(known.map(({ signature }) => signature)),
    describe: describeFinding,
  };
  const replayed = await replayFindings(investigation);
  for (const line of replayedLines(replayed)) console.log(line);
  const stillThere = replayed.filter(isThere);

  const plan = planOf(options, investigation, stillThere);
  const { oracles } = found;
  const meter = oracles.length === 0 ? undefined : openBareMeter(oracles, scratch, options.jobs);
  const campaign = await campaignOf(plan, known, meter).finally(() => meter?.close());
  const preliminaries = [
    ...goldens.map(goldenPreliminary),
    ...states.map(state => knownPreliminary(state, options.known, options.failOnExpired === true)),
    ...replayed.map(one => storedPreliminary(one, isThere(one) && isKnown(known, one, parties))),
  ];
  const result = resultOf(campaign, plan, preliminaries, parties, found, known);
  const { requireCoverage: requiredCoverage } = options;
  const bare = meter === undefined ? undefined : (meter.rate() ?? 'campaign too short');
  for (const line of summaryLines(result, { bare, requiredCoverage })) console.log(line);
  if (options.result !== undefined) writeResult(options.result, result);
  await writeReports(options, result, requiredCoverage);
  return resultStatus(result, requiredCoverage);
}

async function campaignOf(
  plan: Plan,
  known: readonly KnownFinding[],
  meter: BareMeter | undefined,
): Promise<Campaign> {
  const progress = progressOn(process.stderr);
  const campaign = await runCampaign(plan, {
    ...(meter === undefined ? {} : { pause: () => meter.measureSlice() }),
    progress: (tally, findings, milliseconds) => progress.show(tally, findings, milliseconds),
    reducing: left => progress.reducing(left),
    found: finding => {
      progress.clear();
      console.log(
        isKnown(known, finding, plan.parties) ? `known finding: ${finding.signature}` : finding.report,
      );
    },
  });
  progress.clear();
  if (!campaign.interrupted && campaign.milliseconds >= pauseInterval) await meter?.measureSlice();
  return campaign;
}

function planOf(
  { seed, feature, cases, time, jobs, shard }: RunOptions,
  investigation: Investigation,
  stillThere: readonly StillThere[],
): Plan {
  const milliseconds = time ?? (cases === undefined ? defaultTime : undefined);
  return {
    ...investigation,
    seed,
    features: feature,
    shard,
    jobs,
    stepsBack: true,
    reductions,
    stored: new Set(stillThere.flatMap(({ coarse }) => coarse)),
    ...(cases === undefined ? {} : { cases }),
    ...(milliseconds === undefined ? {} : { milliseconds }),
  };
}
