import { readFileSync } from 'node:fs';
import { availableParallelism, release, totalmem } from 'node:os';
import { Command } from 'commander';
import { nbdkit } from '../../../generators/recipe/served.ts';
import { probeHoles } from '../../harness/files/hole-support.ts';
import { openScratch, scratchCandidates } from '../../harness/files/scratch.ts';
import { fitProfile } from '../../harness/parties/fit-profile.ts';
import { lackingIn } from '../../harness/parties/lacking.ts';
import { cacheFolder } from '../../harness/parties/oracle/cache/cache-folder.ts';
import { nbdProgramHint } from '../../harness/parties/oracle/cache/oracles-hint.ts';
import { findOracles } from '../../harness/parties/oracle/find-oracles.ts';
import { fixLimits } from '../../harness/parties/oracle/fix-limits.ts';
import { fetchedServer } from '../../harness/parties/oracle/nbd/fetched-server.ts';
import { findNbdInfo } from '../../harness/parties/oracle/nbd/nbd-programs.ts';
import type { Oracle } from '../../harness/parties/oracle/oracle.ts';
import {
  doctorLines,
  type ExaminedOracle,
  type Facts,
  type ScratchFact,
} from '../../harness/report/doctor-lines.ts';
import { doctorDocument } from '../../harness/report/json/doctor-document.ts';
import { fileSeeker } from '../../map/host/nodejs/segments/seek.ts';
import { version } from '../../version.ts';
import { examples } from '../options/help.ts';
import { jsonOption } from '../options/json-option.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { listenForInterrupt } from '../terminal/interrupt.ts';
import { printJson, printLines } from '../terminal/print.ts';

interface DoctorOptions {
  readonly oracle: readonly string[];
  readonly json?: true;
}

/** `map-parity doctor`: facts about this installation for a bug report. */
export function doctorCommand(end: (status: number) => void): Command {
  return new Command('doctor')
    .summary('show the qemu-imgs, scratch folders and limits, for a bug report')
    .description('show the oracles, the scratch file systems and the limits, to be quoted in a bug report')
    .addOption(oracleOption())
    .addOption(jsonOption('doctor'))
    .addHelpText('after', examples(['doctor', 'doctor --oracle build/qemu-img', 'doctor --json']))
    .action(async (options: DoctorOptions) => end(await doctor(options)));
}

async function doctor({ oracle, json }: DoctorOptions): Promise<number> {
  const interruption = listenForInterrupt();
  try {
    const facts = await gatherFacts(oracle, interruption.signal);
    if (json) printJson(doctorDocument(facts));
    else printLines(doctorLines(facts));
    return interruption.status() ?? (facts.found.lost.length > 0 ? 3 : 0);
  } finally {
    interruption.release();
  }
}

async function gatherFacts(paths: readonly string[], cancel: AbortSignal): Promise<Facts> {
  const limits = await fixLimits();
  const found = await findOracles(paths, cancel);
  const none = `none: ${nbdProgramHint()}`;
  return {
    version: `${version} on Node ${process.version}`,
    system: `${systemName()}, Linux ${release()}, ${process.arch}, ${coresAndMemory()}`,
    found,
    examined: await examine(found.oracles, cancel),
    nbdinfo: findNbdInfo()?.origin ?? none,
    nbdkit: fetchedServer(nbdkit)?.origin ?? none,
    cache: cacheFolder(),
    koffi: await koffiText(),
    scratch: scratchCandidates().map(scratchFact),
    limits: limits === undefined ? limitLines() : [limits, ...limitLines()],
  };
}

/** Finds out what each oracle behaves like, and what it lacks: of the fetched ones too. */
async function examine(oracles: readonly Oracle[], cancel: AbortSignal): Promise<ExaminedOracle[]> {
  const scratch = await openScratch();
  const examined: ExaminedOracle[] = [];
  try {
    for (const oracle of oracles) {
      const fit = await fitProfile(oracle, scratch, cancel);
      const lacks = await lackingIn({ ...oracle, profile: fit.profile }, scratch, cancel);
      examined.push({ oracle: { ...oracle, lacks }, fit });
    }
    return examined;
  } finally {
    scratch.close();
  }
}

function scratchFact(folder: string): ScratchFact {
  const holes = probeHoles(folder);
  return holes.kind === 'supported'
    ? { folder, holeGranularity: holes.holeGranularity }
    : { folder, noHoles: holes.why };
}

async function koffiText(): Promise<string> {
  if (fileSeeker() === undefined) return 'does not load, so raw files are one data extent';
  const { default: koffi } = await import('koffi');
  return `${koffi.version}, loads`;
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}

function coresAndMemory(): string {
  return `${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
}

/** The limits that started programs inherit. */
function limitLines(): string[] {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8').split('\n');
    return limits.filter(line => /^Max (open files|core file size|address space)/.test(line)).map(squeezed);
  } catch {
    return ['unknown: no /proc'];
  }
}

const squeezed = (line: string): string => line.replaceAll(/ {2,}/g, '  ').trim();
