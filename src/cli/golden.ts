import { basename } from 'node:path';
import { Command } from 'commander';
import { readCase } from '../harness/files/read-case.ts';
import type { Oracle } from '../harness/parties/oracle/oracle.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import { goldenLines, goldenStatus } from '../harness/report/goldens.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { plural } from '../harness/report/plural.ts';
import { recordingLines } from '../harness/report/recording.ts';
import { addGolden } from '../harness/runs/golden/add-golden.ts';
import { checkGolden, checkGoldens } from '../harness/runs/golden/check-goldens.ts';
import { goldenCases } from '../harness/runs/golden/golden-cases.ts';
import { goldenFaults, requireSoundGoldens } from '../harness/runs/golden/golden-faults.ts';
import { importOutcomes } from '../harness/runs/golden/import-outcomes.ts';
import { readMeasuredOutcomes } from '../harness/runs/golden/measured-outcomes.ts';
import { recordGolden, requireAllVersions, sectionOf } from '../harness/runs/golden/record.ts';
import { type RecordedFrom, writeRecordedFrom } from '../harness/runs/golden/recorded-from.ts';
import { type Recording, writeRecording } from '../harness/runs/golden/recording.ts';
import { type Decision, reviewRecords } from '../harness/runs/golden/review.ts';
import { profileNamed } from '../map/profile/profile.ts';
import { oracleOption } from './oracle-option.ts';
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
    .addOption(oracleOption('record this qemu-img beside the others; repeatable'))
    .action(async ({ oracle }: { oracle: string[] }) => {
      refuseInCi('golden record');
      end(await withSession(oracle, session => record(session, oracle)));
    });
  golden
    .command('review')
    .description('show each record that would change, old and new, and accept or reject it by a key')
    .addOption(oracleOption('review what this qemu-img says; repeatable'))
    .action(async ({ oracle }: { oracle: string[] }) =>
      end(await withSession(oracle, session => review(session, oracle))),
    );
  golden
    .command('import')
    .description('add what a qemu-img answered on another machine to the records; never replaces an outcome')
    .argument('<file>', 'a JSON object a line: case, arguments, status, stdout, stderr')
    .requiredOption('--build <words>', 'what was measured: whose build, with which libraries')
    .option('--as <version>', 'the version that was measured, like 8.2.0 (default: the name of the file)')
    .action(async (path: string, options: { build: string; as?: string }) => {
      refuseInCi('golden import');
      end(await importFile(path, options));
    });
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

/** What all cases would be recorded as; nothing is written yet. `paths`: from these qemu-imgs, not from the fetched ones. */
async function recordings(
  { found, scratch, interruption }: Session,
  paths: readonly string[],
): Promise<Recording[]> {
  requireSoundGoldens();
  if (paths.length === 0) requireAllVersions(found.oracles);
  for (const line of oracleLines(found)) console.log(line);
  const all: Recording[] = [];
  for (const golden of goldenCases()) {
    if (interruption.signal.aborted) return [];
    all.push(await recordGolden(golden, found.oracles, scratch));
  }
  return all;
}

async function record(session: Session, paths: readonly string[]): Promise<number> {
  const all = await recordings(session, paths);
  return keep(all, originOf(session.found.oracles), 'npm run golden -- review');
}

/** Writes what changes no recorded outcome, and names what would. */
function keep(all: readonly Recording[], origin: RecordedFrom, reviewBy: string): 0 | 1 {
  const fresh = all.filter(({ state }) => state.kind === 'new' || state.kind === 'added');
  const changed = all.filter(({ state }) => state.kind === 'changed');
  for (const recording of fresh) {
    writeRecording(recording);
    console.log(`recorded ${recording.golden.name}`);
  }
  for (const { golden } of changed) console.log(`would change ${golden.name}`);
  if (all.length > 0 && changed.length === 0) writeRecordedFrom(origin);
  const next = changed.length === 0 ? '' : `; look at them: ${reviewBy}`;
  console.log(
    `${plural(all.length, 'golden case')}: ${fresh.length} recorded, ${changed.length} would change${next}`,
  );
  return changed.length === 0 ? 0 : 1;
}

function originOf(oracles: readonly Oracle[]): RecordedFrom {
  return Object.fromEntries(oracles.map(oracle => [sectionOf(oracle), oracle.banner]));
}

/** Takes in what was measured elsewhere. What would change a recorded outcome is shown and not written: that is a review. */
async function importFile(
  path: string,
  options: { readonly build: string; readonly as?: string },
): Promise<number> {
  requireSoundGoldens();
  const version = options.as ?? basename(path).replace(/\.jsonl?$/, '');
  profileNamed(version);
  const { recordings, leftOut, unmeasured } = importOutcomes(
    readMeasuredOutcomes(path),
    version,
    goldenCases(),
  );
  for (const reason of leftOut) console.log(`left out: ${reason}`);
  if (unmeasured.length > 0) console.log(`not measured: ${unmeasured.join(', ')}`);
  for (const recording of recordings)
    if (recording.state.kind === 'changed') console.log(`${recordingLines(recording).join('\n')}\n`);
  const day = new Date().toISOString().slice(0, 10);
  const origin = { [version]: `qemu-img version ${version} (${options.build}; imported ${day})` };
  return keep(
    recordings,
    origin,
    'a recorded outcome is changed by recording it from that program, by --oracle',
  );
}

async function review(session: Session, paths: readonly string[]): Promise<number> {
  if (process.stdin.isTTY) refuseInCi('golden review');
  const all = await recordings(session, paths);
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
  if (rejected === 0) writeRecordedFrom(originOf(session.found.oracles));
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
  requireSoundGoldens();
  const golden = await addGolden(readCase(path), options, found.oracles, scratch);
  console.log(
    `added golden/cases/${golden.name}.case, recorded from qemu-img ${found.oracles.map(({ name }) => name).join(', ')}`,
  );
  const results = [checkGolden(golden, inProcess, scratch)];
  for (const line of goldenLines(results)) console.log(line);
  return 0;
}
