import { Command } from 'commander';
import { recordingLines } from '../../../harness/report/golden/recording-lines.ts';
import { plural } from '../../../harness/report/words/plural.ts';
import { writeRecordedFrom } from '../../../harness/runs/golden/recorded-from.ts';
import type { Recording } from '../../../harness/runs/golden/recording.ts';
import { type Decision, reviewRecords } from '../../../harness/runs/golden/review.ts';
import { examples } from '../../options/help.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import { refuseInCi } from '../../session/refuse-in-ci.ts';
import { type Session, withSession } from '../../session/session.ts';
import { printLine, printText } from '../../terminal/print.ts';
import { readKey } from '../../terminal/read-key.ts';
import { makeRecordings, originOf } from './golden-recordings.ts';

/** `map-parity golden review`. */
export function goldenReviewCommand(end: (status: number) => void): Command {
  return new Command('review')
    .description('show the old and the new text of each record that would change, and accept or reject it')
    .addOption(oracleOption('review the outcomes of this qemu-img; repeatable'))
    .addHelpText('after', examples(['golden review']))
    .action(async ({ oracle }: { oracle: readonly string[] }) =>
      end(await withSession(oracle, session => review(session, oracle))),
    );
}

async function review(session: Session, paths: readonly string[]): Promise<number> {
  if (process.stdin.isTTY) refuseInCi('golden review');
  const all = await makeRecordings(session, paths);
  if (all === undefined) return 0;
  const changed = all.filter(({ state }) => state.kind === 'changed');
  if (changed.length === 0) {
    printLine(`${plural(all.length, 'golden case')}: no record would change`);
    return 0;
  }
  if (!process.stdin.isTTY) {
    for (const recording of changed) printText(`${recordingLines(recording).join('\n')}\n\n`);
    printLine(`${plural(changed.length, 'record')} would change; without a terminal nothing is written`);
    return 1;
  }
  const { accepted, rejected } = await reviewRecords(changed, (recording, index) =>
    decide(recording, `${index + 1} of ${changed.length}`),
  );
  if (rejected === 0) writeRecordedFrom(originOf(session.found.oracles));
  printLine(`${accepted} accepted, ${rejected} unchanged`);
  return rejected === 0 ? 0 : 1;
}

const decisions: Readonly<Record<string, Decision>> = {
  y: 'accept',
  n: 'reject',
  a: 'accept all',
  q: 'stop',
};

async function decide(recording: Recording, place: string): Promise<Decision> {
  printText(`\n[${place}] ${recordingLines(recording).join('\n')}\n\n`);
  printText('accept? y yes, n no, a this and all that follow, q stop here ');
  const key = await readKey(Object.keys(decisions).join(''), process.stdin);
  printLine(key);
  return decisions[key]!;
}
