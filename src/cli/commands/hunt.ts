import { Command, Option } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { oraclesHint } from '../../harness/parties/oracle/cache/oracles-hint.ts';
import type { FoundOracles } from '../../harness/parties/oracle/find-oracles.ts';
import { huntLines, huntStatus } from '../../harness/report/hunt-lines.ts';
import { huntDocument } from '../../harness/report/json/hunt-document.ts';
import { oracleLines } from '../../harness/report/oracle-lines.ts';
import { statusLineOn } from '../../harness/report/progress.ts';
import { plural } from '../../harness/report/words/plural.ts';
import { goldenCases } from '../../harness/runs/golden/golden-cases.ts';
import type { Change } from '../../harness/runs/hunt/change.ts';
import { type Hunt, hunt } from '../../harness/runs/hunt/hunt.ts';
import { type StoredChange, storeChange } from '../../harness/runs/hunt/store-change.ts';
import { type Crew, noFindings, noSource } from '../../harness/runs/workers/crew/crew.ts';
import { comparisonWork, openCrew } from '../../harness/runs/workers/crew/open-crew.ts';
import { comparisonsOn, runInOrder } from '../../harness/runs/workers/crew/run-in-order.ts';
import { examples } from '../options/help.ts';
import { jobsOption } from '../options/jobs-option.ts';
import { jsonOption } from '../options/json-option.ts';
import { type CaseOptions, type NamedCases, namedCases, withCaseOptions } from '../options/named-cases.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { writableFolder } from '../options/report-options.ts';
import { limitsOf, timeoutOption } from '../options/timeout-option.ts';
import { type Session, withSession } from '../session/session.ts';
import { printJson, printLines } from '../terminal/print.ts';

interface HuntOptions extends CaseOptions {
  readonly oracle: readonly string[];
  readonly changes: string;
  readonly jobs: number;
  readonly timeout?: number;
  readonly json?: true;
}

/** Milliseconds that the reduction of one change may take. */
const reductionLimit = 10_000;

/** `map-parity hunt`: the changes between qemu-img versions. */
export function huntCommand(end: (status: number) => void): Command {
  const command = new Command('hunt')
    .summary('find the changes between qemu versions')
    .description('map the same cases with several qemu-imgs, and sort the differences into distinct changes')
    .argument('[files...]', '.case files (default: the golden cases)')
    .addOption(oracleOption('a qemu-img; repeatable, oldest first (default: the fetched versions)'))
    .addOption(jobsOption('qemu-imgs that run at once'))
    .addOption(changesOption())
    .addOption(jsonOption('hunt'))
    .addOption(timeoutOption());
  return withCaseOptions(command)
    .addHelpText(
      'after',
      examples(['hunt --oracle old/qemu-img --oracle new/qemu-img --seed 7 --cases 500', 'hunt --json']),
    )
    .action(async (files: string[], options: HuntOptions) => {
      const cases = namedCases(files, options) ?? goldenCases();
      const limits = limitsOf(options.timeout);
      end(await withSession(options.oracle, session => huntIn(session, cases, options), { limits }));
    });
}

/** `--changes FOLDER`. */
function changesOption(): Option {
  return new Option(
    '--changes <folder>',
    'folder for the reduced cases of changes that are unknown or in random cases',
  )
    .argParser(writableFolder)
    .default('.map-parity/changes');
}

async function huntIn(
  session: Session,
  cases: NamedCases,
  { seed, jobs, changes: folder, json }: HuntOptions,
): Promise<number> {
  const { parties, found, scratch, cancel } = session;
  checkHuntable(found);
  if (!json) printLines(oracleLines(found));
  const progress = statusLineOn(process.stderr);
  const began = performance.now();
  const plan = { parties, scratch, jobs, ...noSource, ...noFindings };
  const crew = openCrew(plan, { work: cases.length * comparisonWork });
  let result: Hunt;
  let stored: ReadonlyMap<Change, StoredChange>;
  try {
    result = await hunt(
      comparisonsOn(crew),
      cases,
      (done, changes) =>
        progress.show(
          () => `${plural(done, 'case')}  ${plural(changes, 'change')}`,
          performance.now() - began,
        ),
      cancel,
    );
    // Goldens and the user's own cases are small, and stand in files already.
    const reduced = result.changes.filter(({ reason }) => reason.kind === 'unknown' || seed !== undefined);
    stored = await reduceChanges(crew, reduced, folder, left =>
      progress.showNow(`reducing changes, ${left} to go`),
    );
  } finally {
    await crew.close();
  }
  progress.clear();
  if (json) printJson(huntDocument(result, stored, found));
  else printLines(huntLines(result, stored));
  return found.lost.length > 0 ? 3 : huntStatus(result);
}

/** @throws HarnessError `oracle-failed`, `oracle-path` */
function checkHuntable({ oracles, lost }: FoundOracles): void {
  if (oracles.length >= 2) return;
  const failures = lost.map(({ name, error }) => `; ${name}: ${error.detail}`).join('');
  throw new HarnessError(
    lost.length > 0 ? 'oracle-failed' : 'oracle-path',
    `a hunt needs at least two qemu-imgs that answer${failures}`,
    { next: oraclesHint('name some by --oracle') },
  );
}

/**
 * Reduces the cases of changes, and stores them in a folder.
 *
 * @param onLeft is told how many are left, at first and after each
 */
async function reduceChanges(
  crew: Crew,
  changes: readonly Change[],
  folder: string,
  onLeft: (left: number) => void,
): Promise<ReadonlyMap<Change, StoredChange>> {
  const stored = new Map<Change, StoredChange>();
  const left = changes.map(change => ({ ...change, milliseconds: reductionLimit })).values();
  if (changes.length > 0) onLeft(changes.length);
  await runInOrder(
    crew,
    'changeReductions',
    () => left.next().value,
    smallest => {
      const change = changes[stored.size]!;
      stored.set(change, storeChange(folder, change, smallest));
      onLeft(changes.length - stored.size);
    },
  );
  return stored;
}
