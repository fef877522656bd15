import { Command } from 'commander';
import { readCase } from '../harness/files/read-case.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import { goldenLines, goldenStatus } from '../harness/report/goldens.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { plural } from '../harness/report/plural.ts';
import { recordingLines } from '../harness/report/recording.ts';
import { addGolden } from '../harness/runs/golden/add-golden.ts';
import { checkGolden, checkGoldens } from '../harness/runs/golden/check-goldens.ts';
import { goldenCases } from '../harness/runs/golden/golden-cases.ts';
import { demandSoundGoldens, goldenFaults } from '../harness/runs/golden/golden-faults.ts';
import {
  type Recording,
  recordGolden,
  writeRecord,
  writeRecordedFrom,
} from '../harness/runs/golden/record.ts';
import { type Decision, reviewRecords } from '../harness/runs/golden/review.ts';
import { readKey } from './read-key.ts';
import { refuseInCi } from './refuse-in-ci.ts';
import { type Session, withSession } from './session.ts';

/** `map-parity golden`: cases with the outcomes that were recorded from real qemu-imgs. */
export function goldenCommand(end: (status: number) => void): Command {
  const golden = new Command('golden')
    .summary('cases with what real qemu-imgs said: check, record, review, add')
    .description('cases with what real qemu-imgs said to them: check, record, review, add');
  golden
    .command('check')
    .description('check our map against what was recorded, and that no file is missing or left over')
    .action(async () => end(await withSession([], async session => check(session))));
  golden
    .command('record')
    .description('record, from the fetched qemu-imgs, the cases that have no record; never replaces one')
    .action(async () => {
      refuseInCi('golden record');
      end(await withSession([], record));
    });
  golden
    .command('review')
    .description('show each record that would change, old and new, and accept or reject it by a key')
    .action(async () => end(await withSession([], review)));
  golden
    .command('add')
    .description('make a case the next golden one, recorded from the fetched qemu-imgs')
    .argument('<case>', 'a .case file, such as the reduced one of a finding')
    .requiredOption('--note <text>', 'why the case exists')
    .option('--name <words>', 'what its file is named for (default: the note)')
    .action(async (path: string, options: { note: string; name?: string }) => {
      refuseInCi('golden add');
      end(await withSession([], session => add(session, path, options)));
    });
  return golden;
}

async function check({ scratch, interruption }: Session): Promise<number> {
  const faults = goldenFaults();
  for (const fault of faults) console.error(`map-parity: golden: ${fault}`);
  if (faults.length > 0) return 2;
  const results = await checkGoldens(goldenCases(), inProcess, scratch, interruption.signal);
  for (const line of goldenLines(results)) console.log(line);
  return goldenStatus(results);
}

/** What all cases would be recorded as; nothing is written yet. */
async function recordings({ found, scratch, interruption }: Session): Promise<Recording[]> {
  demandSoundGoldens();
  for (const line of oracleLines(found)) console.log(line);
  const all: Recording[] = [];
  for (const golden of goldenCases()) {
    if (interruption.signal.aborted) return [];
    all.push(await recordGolden(golden, found.oracles, scratch));
  }
  return all;
}

async function record(session: Session): Promise<number> {
  const all = await recordings(session);
  const fresh = all.filter(({ state }) => state.kind === 'new');
  const changed = all.filter(({ state }) => state.kind === 'changed');
  for (const recording of fresh) {
    writeRecord(recording);
    console.log(`recorded ${recording.golden.name}`);
  }
  for (const { golden } of changed) console.log(`would change ${golden.name}`);
  if (all.length > 0 && changed.length === 0) writeRecordedFrom(session.found.oracles);
  const next = changed.length === 0 ? '' : '; look at them: npm run golden -- review';
  console.log(
    `${plural(all.length, 'golden case')}: ${fresh.length} recorded, ${changed.length} would change${next}`,
  );
  return changed.length === 0 ? 0 : 1;
}

async function review(session: Session): Promise<number> {
  if (process.stdin.isTTY) refuseInCi('golden review');
  const all = await recordings(session);
  const changed = all.filter(({ state }) => state.kind === 'changed');
  if (changed.length === 0) {
    console.log(`${plural(all.length, 'golden case')}: no record would change`);
    return 0;
  }
  if (!process.stdin.isTTY) {
    for (const recording of changed) console.log(`${recordingLines(recording).join('\n')}\n`);
    console.log(
      `${plural(changed.length, 'record')} would change; no terminal to ask on: nothing is written`,
    );
    return 1;
  }
  const { accepted, rejected } = await reviewRecords(changed, (recording, index) =>
    decide(recording, `${index + 1} of ${changed.length}`),
  );
  if (rejected === 0) writeRecordedFrom(session.found.oracles);
  console.log(`${accepted} accepted, ${rejected} left as they were`);
  return rejected === 0 ? 0 : 1;
}

const decisions: Readonly<Record<string, Decision>> = {
  y: 'accept',
  n: 'reject',
  a: 'accept all',
  q: 'stop',
};

async function decide(recording: Recording, place: string): Promise<Decision> {
  console.log(`\n[${place}] ${recordingLines(recording).join('\n')}\n`);
  process.stdout.write('accept? y yes, n no, a all that follow too, q stop here ');
  const key = await readKey(Object.keys(decisions).join(''), process.stdin);
  console.log(key);
  return decisions[key]!;
}

async function add(
  { found, scratch }: Session,
  path: string,
  options: { readonly note: string; readonly name?: string },
): Promise<number> {
  demandSoundGoldens();
  const golden = await addGolden(readCase(path), options, found.oracles, scratch);
  console.log(
    `added golden/cases/${golden.name}.case, recorded from qemu-img ${found.oracles.map(({ name }) => name).join(', ')}`,
  );
  const results = [checkGolden(golden, inProcess, scratch)];
  for (const line of goldenLines(results)) console.log(line);
  return 0;
}
