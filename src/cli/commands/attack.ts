import { Command, InvalidArgumentError } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import type { Investigation } from '../../harness/finding/investigate.ts';
import { isKnown, type KnownFacts } from '../../harness/finding/known.ts';
import { alreadyStored, isThere, replayFindings } from '../../harness/finding/replay.ts';
import { type KnownFinding, readKnownFindings } from '../../harness/finding/store/known-findings.ts';
import { oraclesHint } from '../../harness/parties/oracle/oracles-hint.ts';
import { inProcess } from '../../harness/parties/subject/in-process.ts';
import { attackLines, seedLines } from '../../harness/report/attack-lines.ts';
import { storedPreliminary } from '../../harness/report/campaign/preliminaries.ts';
import { replayedLines } from '../../harness/report/campaign/replayed-lines.ts';
import { oracleLines } from '../../harness/report/oracle-lines.ts';
import { progressOn } from '../../harness/report/progress.ts';
import { leftOutLine } from '../../harness/report/words/left-out-line.ts';
import { makeSeeds } from '../../harness/runs/attack/make-seeds.ts';
import { seedKinds } from '../../harness/runs/attack/seed-kinds.ts';
import type { Plan } from '../../harness/runs/campaign/campaign.ts';
import { resultOf, resultStatus } from '../../harness/runs/result/result.ts';
import { startTimeLimit, type TimeLimit } from '../../harness/runs/time-limit.ts';
import type { CaseSource } from '../../harness/runs/workers/case-source.ts';
import type { Crew } from '../../harness/runs/workers/crew.ts';
import { caseWork, openCrew } from '../../harness/runs/workers/open-crew.ts';
import { replayersOn } from '../../harness/runs/workers/run-in-order.ts';
import { existingFile } from '../options/arguments/existing-file.ts';
import { knownFile } from '../options/arguments/known-file.ts';
import { wholeNumber } from '../options/arguments/whole-number.ts';
import { findingsOption } from '../options/findings-option.ts';
import { examples } from '../options/help.ts';
import { jobsOption } from '../options/jobs-option.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { refuseKnownOfOthers } from '../options/own-known.ts';
import { quietOption, summaryFor, type Talk, talkOf } from '../options/quiet-option.ts';
import { writableFolder } from '../options/report-options.ts';
import { allReductions, type RunOptions } from '../options/run-options.ts';
import { timeOf, timeOption } from '../options/time-option.ts';
import { limitsOf, timeoutOption } from '../options/timeout-option.ts';
import { verboseOption } from '../options/verbose-option.ts';
import { investigationIn } from '../session/investigation.ts';
import { type Session, withSession } from '../session/session.ts';
import { explainFailure } from '../terminal/failure.ts';
import { printLines } from '../terminal/print.ts';
import { shownCampaign } from './run/shown-campaign.ts';

interface AttackOptions
  extends Pick<
    RunOptions,
    'seed' | 'cases' | 'time' | 'timeout' | 'jobs' | 'oracle' | 'findings' | 'known' | 'quiet' | 'verbose'
  > {
  readonly format: readonly string[];
}

/** `map-parity attack`: damaged images of real qemu-imgs. */
export function attackCommand(end: (status: number) => void): Command {
  return new Command('attack')
    .summary('damage images that real qemu-imgs made, and compare the maps')
    .description(
      'let real qemu-imgs make images of every format, damage them at random (bytes flipped, words replaced, blocks ' +
        'spliced, files cut and grown), and compare what map says',
    )
    .option('--seed <n>', 'seed of the damage', wholeNumber(), 1)
    .option('--format <name>', 'only images of this format; repeatable', format, [])
    .option('--cases <n>', 'number of damaged images', wholeNumber(1))
    .addOption(timeOption())
    .addOption(timeoutOption())
    .addOption(jobsOption('qemu-imgs that run at once'))
    .addOption(oracleOption())
    .addOption(findingsOption())
    .addOption(quietOption())
    .addOption(verboseOption())
    .option('--known <file>', 'file of known findings, which fail nothing', existingFile, knownFile)
    .addHelpText(
      'after',
      examples(['attack --time 5m', 'attack --format vpc --oracle 11.1 --cases 2000', 'attack -q --time 5m']),
    )
    .action(async (options: AttackOptions) => {
      writableFolder(options.findings);
      refuseKnownOfOthers(inProcess, options.known);
      const limit = startTimeLimit(timeOf(options));
      try {
        end(
          await withSession(options.oracle, session => attack(session, options, limit), {
            limits: limitsOf(options.timeout),
            until: limit.signal,
          }),
        );
      } finally {
        limit.release();
      }
    });
}

function format(name: string, earlier: readonly string[]): string[] {
  const names = [...new Set(seedKinds.map(kind => kind.format))];
  if (!names.includes(name)) throw new InvalidArgumentError(`The formats are ${names.join(', ')}.`);
  return [...earlier, name];
}

async function attack(session: Session, options: AttackOptions, limit: TimeLimit): Promise<number> {
  const { found, scratch, cancel } = session;
  if (found.oracles.length === 0) {
    throw new HarnessError('no-oracle', 'no qemu-img to make images and to compare with', {
      next: oraclesHint('name one by --oracle'),
    });
  }
  const talk = talkOf(options.quiet);
  talk.say(oracleLines(found));
  const seeds = await makeSeeds(found.oracles, options.format, scratch, cancel);
  talk.say(seedLines(seeds));
  const { images } = seeds;
  if (images.length === 0) {
    throw new HarnessError('no-seeds', 'none of these qemu-imgs made an image to attack', {
      next: 'Look at the reasons above, or leave out --format.',
    });
  }
  const known = readKnownFindings(options.known);
  const investigation: Investigation = {
    ...(await investigationIn(session, options.findings)),
    known: new Set(known.map(({ signature }) => signature)),
  };
  const { seed, jobs, cases } = options;
  const source: CaseSource = { seed, features: [], attacked: images };
  const crew = openCrew(
    { ...investigation, ...source, jobs, stepsBack: true },
    { work: (cases ?? Infinity) * caseWork, milliseconds: limit.left() },
  );
  try {
    return await attackOn(crew, { session, options, limit, talk, known, investigation, source });
  } finally {
    await crew.close();
  }
}

/** What an attack has when its images are made. */
interface AttackPlan {
  readonly session: Session;
  readonly options: AttackOptions;
  readonly limit: TimeLimit;
  readonly talk: Talk;
  readonly known: readonly KnownFinding[];
  readonly investigation: Investigation;
  readonly source: CaseSource;
}

async function attackOn(crew: Crew, attacked: AttackPlan): Promise<number> {
  const { session, options, limit, talk, known, investigation, source } = attacked;
  const { parties, found } = session;
  const isKnownHere = (finding: KnownFacts): boolean => isKnown(known, finding, parties);
  const stored = await replayFindings(investigation, limit.left, replayersOn(crew, options.jobs));
  const shown = options.quiet === true ? stored.filter(isThere) : stored;
  printLines(replayedLines(shown, parties.subject, isKnownHere));

  const plan: Plan = {
    ...investigation,
    ...alreadyStored(stored),
    ...source,
    shard: { index: 0, count: 1 },
    jobs: options.jobs,
    reductions: allReductions,
    milliseconds: limit.left(),
    ...(options.cases !== undefined && { cases: options.cases }),
  };
  const progress = progressOn(talk.progress, limit.left);
  const told = { plan, crew, known, meter: undefined, progress, talk, verbose: options.verbose };
  const campaign = await shownCampaign(told);
  talk.say(
    leftOutLine(campaign, [
      [stored.filter(({ kind }) => kind === 'left').length, 'stored finding'],
      [campaign.casesLeft, 'case under way', 'cases under way'],
      [campaign.reductionsLeft, 'reduction'],
    ]),
  );
  const preliminaries = stored.map(each =>
    storedPreliminary(each, parties.subject, isThere(each) && isKnownHere(each)),
  );
  const result = resultOf(campaign, plan, { preliminaries, found, known });
  if (campaign.failure !== undefined) printLines(explainFailure(campaign.failure).lines);
  printLines(summaryFor(options.quiet, attackLines(result)));
  return resultStatus(result, undefined);
}
