import type { Oracle } from '../../../harness/parties/oracle/oracle.ts';
import { oracleLines } from '../../../harness/report/oracle-lines.ts';
import { plural } from '../../../harness/report/words/plural.ts';
import { goldenCases } from '../../../harness/runs/golden/golden-cases.ts';
import { requireSoundGoldens } from '../../../harness/runs/golden/golden-faults.ts';
import { recordGolden, requireAllVersions, sectionOf } from '../../../harness/runs/golden/record.ts';
import { type RecordedFrom, writeRecordedFrom } from '../../../harness/runs/golden/recorded-from.ts';
import { type Recording, writeRecording } from '../../../harness/runs/golden/recording.ts';
import type { Session } from '../../session/session.ts';
import { printLine, printLines } from '../../terminal/print.ts';

/** What is said after a signal, before which nothing was written. */
export const interrupted = 'interrupted: nothing is written';

/** Makes the records of all cases from the fetched qemu-imgs, or from those at `paths`. Writes nothing. Undefined, with a line, after a signal. */
export async function makeRecordings(
  { found, scratch, cancel }: Session,
  paths: readonly string[],
): Promise<Recording[] | undefined> {
  requireSoundGoldens();
  if (paths.length === 0) requireAllVersions(found.oracles);
  printLines(oracleLines(found));
  const all: Recording[] = [];
  for (const golden of goldenCases()) {
    const recording = cancel.aborted ? undefined : await recordGolden(golden, found.oracles, scratch, cancel);
    if (recording === undefined) {
      printLine(interrupted);
      return undefined;
    }
    all.push(recording);
  }
  return all;
}

/** Writes the records that change no recorded outcome, and names those that would. Returns the exit status. */
export function writeUnchanged(all: readonly Recording[], origin: RecordedFrom, nextStep: string): 0 | 1 {
  const fresh = all.filter(({ state }) => state.kind === 'new' || state.kind === 'added');
  const changed = all.filter(({ state }) => state.kind === 'changed');
  for (const recording of fresh) {
    writeRecording(recording);
    printLine(`recorded ${recording.golden.name}`);
  }
  for (const { golden } of changed) printLine(`would change ${golden.name}`);
  if (all.length > 0 && changed.length === 0) writeRecordedFrom(origin);
  const next = changed.length === 0 ? '' : `; ${nextStep}`;
  printLine(
    `${plural(all.length, 'golden case')}: ${fresh.length} recorded, ${changed.length} would change${next}`,
  );
  return changed.length === 0 ? 0 : 1;
}

/** The lines of golden/recorded-from.txt for some oracles. */
export function originOf(oracles: readonly Oracle[]): RecordedFrom {
  return Object.fromEntries(oracles.map(oracle => [sectionOf(oracle), oracle.banner]));
}
