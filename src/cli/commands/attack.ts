import { Command, InvalidArgumentError } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { oraclesHint } from '../../harness/parties/oracle/cache/oracles-hint.ts';
import { inProcess } from '../../harness/parties/subject/in-process.ts';
import { attackLines, seedLines } from '../../harness/report/attack-lines.ts';
import { leftOutLine } from '../../harness/report/words/left-out-line.ts';
import { makeSeeds } from '../../harness/runs/attack/make-seeds.ts';
import { seedKinds } from '../../harness/runs/attack/seed-kinds.ts';
import { resultOf, resultStatus } from '../../harness/runs/result/result.ts';
import type { TimeLimit } from '../../harness/runs/time-limit.ts';
import type { Crew } from '../../harness/runs/workers/crew/crew.ts';
import { existingFile } from '../options/arguments/existing-file.ts';
import { knownFile } from '../options/arguments/known-file.ts';
import { wholeNumber } from '../options/arguments/whole-number.ts';
import { findingsOption } from '../options/findings-option.ts';
import { examples } from '../options/help.ts';
import { jobsOption } from '../options/jobs-option.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { quietOption, summaryFor } from '../options/quiet-option.ts';
import { writableFolder } from '../options/report-options.ts';
import { timeOption } from '../options/time-option.ts';
import { timeoutOption } from '../options/timeout-option.ts';
import { verboseOption } from '../options/verbose-option.ts';
import type { Session } from '../session/session.ts';
import { explainFailure } from '../terminal/failure.ts';
import { printLines } from '../terminal/print.ts';
import { planOf, type Source, withCrew } from './campaign/campaign-plan.ts';
import { beginRun, type CampaignOptions, type CampaignRun, inTimedSession } from './campaign/campaign-run.ts';
import { casesLeftOut, shownCampaign } from './campaign/shown-campaign.ts';
import { replayStored, storedLeftOut, storedPreliminaries } from './campaign/stored-findings.ts';

interface AttackOptions extends CampaignOptions {
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
      end(await inTimedSession(options, inProcess, (session, limit) => attack(session, options, limit)));
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
  const run = await beginRun(session, options, limit);
  const seeds = await makeSeeds(found.oracles, options.format, scratch, cancel);
  run.talk.say(seedLines(seeds));
  const { images } = seeds;
  if (images.length === 0) {
    throw new HarnessError('no-seeds', 'none of these qemu-imgs made an image to attack', {
      next: 'Look at the reasons above, or leave out --format.',
    });
  }
  const source: Source = { seed: options.seed, features: [], attacked: images };
  return withCrew(run, source, 0, crew => attackOn(crew, run, source));
}

async function attackOn(crew: Crew, run: CampaignRun, source: Source): Promise<number> {
  const { session, options, talk, known } = run;
  const stored = await replayStored(crew, run);
  const plan = planOf(run, source, stored);
  const campaign = await shownCampaign(crew, run, plan);
  talk.say(leftOutLine(campaign, [storedLeftOut(stored), ...casesLeftOut(campaign)]));
  const preliminaries = storedPreliminaries(run, stored);
  const result = resultOf(campaign, plan, { preliminaries, found: session.found, known });
  if (campaign.failure !== undefined) printLines(explainFailure(campaign.failure).lines);
  printLines(summaryFor(options.quiet, attackLines(result)));
  return resultStatus(result, undefined);
}
