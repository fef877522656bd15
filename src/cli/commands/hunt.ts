import { Command, Option } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { oraclesHint } from '../../harness/parties/oracle/oracles-hint.ts';
import { huntLines, huntStatus } from '../../harness/report/hunt-lines.ts';
import { huntDocument } from '../../harness/report/json/hunt-document.ts';
import { oracleLines } from '../../harness/report/oracle-lines.ts';
import { statusLineOn } from '../../harness/report/progress.ts';
import { plural } from '../../harness/report/words/plural.ts';
import { goldenCases } from '../../harness/runs/golden/golden-cases.ts';
import type { Change } from '../../harness/runs/hunt/change.ts';
import { type Hunt, hunt } from '../../harness/runs/hunt/hunt.ts';
import { type StoredChange, storeChange } from '../../harness/runs/hunt/store-change.ts';
import { noFindings, noSource } from '../../harness/runs/workers/crew/crew.ts';
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
  if (found.oracles.length < 2) {
    const failures = found.lost.map(({ name, error }) => `; ${name}: ${error.detail}`).join('');
    throw new HarnessError(
      found.lost.length > 0 ? 'oracle-failed' : 'oracle-path',
      `a hunt needs at least two qemu-imgs that answer${failures}`,
      {
        next: oraclesHint('name some by --oracle'),
      },
    );
  }
  if (!json) printLines(oracleLines(found));
  const progress = statusLineOn(process.stderr);
  const began = performance.now();
  const plan = { parties, scratch, jobs, ...noSource, ...noFindings };
  const crew = openCrew(plan, { work: cases.length * comparisonWork });
  let result: Hunt;
  const stored = new Map<Change, StoredChange>();
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
    const left = reduced.map(change => ({ ...change, milliseconds: reductionLimit })).values();
    const showLeft = (): void => progress.showNow(`reducing changes, ${reduced.length - stored.size} to go`);
    if (reduced.length > 0) showLeft();
    await runInOrder(
      crew,
      'changeReductions',
      () => left.next().value,
      smallest => {
        const change = reduced[stored.size]!;
        stored.set(change, storeChange(folder, change, smallest));
        showLeft();
      },
    );
  } finally {
    await crew.close();
  }
  progress.clear();
  if (json) printJson(huntDocument(result, stored, found));
  else printLines(huntLines(result, stored));
  return found.lost.length > 0 ? 3 : huntStatus(result);
}
