import { statusLineOn } from '../../../harness/report/progress.ts';
import { sweepStatus } from '../../../harness/runs/sweep/sweep-result.ts';
import type { SweepPlan, SweepWatcher } from '../../../harness/runs/sweep/sweep-run.ts';
import { oraclesFor, summaryFor, talkOf } from '../../options/quiet-option.ts';
import { investigationIn } from '../../session/investigation.ts';
import type { Session } from '../../session/session.ts';
import { printLine, printLines, printReport } from '../../terminal/print.ts';
import { keepErrors } from '../campaign/keep-errors.ts';

/** One kind of sweep: how it runs, and its texts. */
export interface SweepKind<Result> {
  run(plan: SweepPlan, watcher: SweepWatcher<Result>): Promise<Result>;
  progressText(result: Result, milliseconds: number): string;
  lines(result: Result, oracles: readonly string[]): string[];
}

/** Where findings of a sweep are stored, and whether only they and the verdict are printed. */
export interface SweepPlace {
  readonly findings: string;
  readonly quiet?: true;
}

/** Runs a sweep of either kind and prints its progress, findings and result. Returns the exit status. */
export async function sweepInSession<Result extends Parameters<typeof sweepStatus>[0]>(
  session: Session,
  { findings, quiet }: SweepPlace,
  { run, progressText, lines }: SweepKind<Result>,
): Promise<number> {
  const { found } = session;
  const talk = talkOf(quiet);
  printLines(oraclesFor(quiet, found));
  const progress = statusLineOn(talk.progress);
  const investigation = await investigationIn(session, findings);
  const result = await run(investigation, {
    progress: (soFar, milliseconds) => progress.show(() => progressText(soFar, milliseconds), milliseconds),
    found: finding => {
      progress.clear();
      printReport(finding.report);
    },
  });
  progress.clear();
  keepErrors(result.tally, investigation);
  const oracles = found.oracles.map(({ name }) => name);
  printLines(summaryFor(quiet, lines(result, oracles)));
  if (found.lost.length === 0) return sweepStatus(result);
  printLine('but a qemu-img failed: see above');
  return 3;
}
