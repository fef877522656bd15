import { readFileSync } from 'node:fs';
import { availableParallelism, release, totalmem } from 'node:os';
import { Command } from 'commander';
import { type HoleSupport, probeHoles } from '../harness/files/hole-support.ts';
import { openScratch, scratchCandidates } from '../harness/files/scratch.ts';
import { fitProfile } from '../harness/parties/fit-profile.ts';
import { lackingIn } from '../harness/parties/lacking.ts';
import { cacheFolder } from '../harness/parties/oracle/cache-folder.ts';
import { findOracles } from '../harness/parties/oracle/find-oracles.ts';
import { fixLimits } from '../harness/parties/oracle/fix-limits.ts';
import { findNbdInfo } from '../harness/parties/oracle/nbd-programs.ts';
import type { Oracle } from '../harness/parties/oracle/oracle.ts';
import { nbdinfoHint } from '../harness/parties/oracle/oracles-hint.ts';
import { defaultLimits } from '../harness/parties/oracle/program.ts';
import { lacksLine, oracleLines, profileLine } from '../harness/report/oracle-lines.ts';
import { fileSeeker } from '../map/file/seek.ts';
import { version } from '../version.ts';
import { examples } from './help.ts';
import { listenForInterrupt } from './interrupt.ts';
import { oracleOption } from './oracle-option.ts';
import { printLine } from './print.ts';

/** `map-parity doctor`: facts about this installation for a bug report. */
export function doctorCommand(end: (status: number) => void): Command {
  return new Command('doctor')
    .summary('show the qemu-imgs, scratch folders and limits, for a bug report')
    .description('show the oracles, the scratch file systems and the limits, to be quoted in a bug report')
    .addOption(oracleOption())
    .addHelpText('after', examples(['doctor', 'doctor --oracle build/qemu-img']))
    .action(async ({ oracle }: { oracle: readonly string[] }) => end(await doctor(oracle)));
}

async function doctor(paths: readonly string[]): Promise<number> {
  const interruption = listenForInterrupt();
  try {
    const status = await printFacts(paths, interruption.signal);
    return interruption.status() ?? status;
  } finally {
    interruption.release();
  }
}

/** A line for each oracle. */
interface Examined {
  readonly profiles: string[];
  readonly lacks: string[];
}

async function printFacts(paths: readonly string[], cancel: AbortSignal): Promise<number> {
  const limits = await fixLimits();
  const found = await findOracles(paths, cancel);
  const { profiles, lacks } = await examine(found.oracles, cancel);
  const sections: [string, readonly string[]][] = [
    ['map-parity', [`${version} on Node ${process.version}`]],
    ['system', [`${systemName()}, Linux ${release()}, ${process.arch}, ${coresAndMemory()}`]],
    ['oracles', oracleLines(found)],
    ['profiles', profiles],
    ['lacks', lacks],
    ['nbdinfo', [findNbdInfo()?.origin ?? `none: ${nbdinfoHint()}`]],
    ['cache', [cacheFolder()]],
    ['koffi', [await koffiText()]],
    ['scratch', scratchCandidates().map(folder => `${folder}: ${holesText(probeHoles(folder))}`)],
    ['one start', [`${defaultLimits.milliseconds / 1000} s, ${defaultLimits.bytes / 2 ** 20} MiB of output`]],
    ['limits', limits === undefined ? limitLines() : [limits, ...limitLines()]],
  ];
  for (const [title, lines] of sections) {
    for (const [index, line] of lines.entries())
      printLine(`${(index === 0 ? title : '').padEnd(10)}  ${line}`);
  }
  return found.lost.length > 0 ? 3 : 0;
}

/** Finds out what each oracle behaves like, and what it lacks: of the fetched ones too. */
async function examine(oracles: readonly Oracle[], cancel: AbortSignal): Promise<Examined> {
  const scratch = await openScratch();
  const examined: Examined = { profiles: [], lacks: [] };
  try {
    for (const oracle of oracles) {
      const fit = await fitProfile(oracle, scratch, cancel);
      examined.profiles.push(profileLine(oracle, fit));
      const lacks = await lackingIn({ ...oracle, profile: fit.profile }, scratch, cancel);
      examined.lacks.push(lacksLine({ ...oracle, lacks }));
    }
    return examined;
  } finally {
    scratch.close();
  }
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

function holesText(holes: HoleSupport): string {
  return holes.kind === 'supported'
    ? `keeps holes of ${holes.holeGranularity} bytes`
    : `keeps no holes: ${holes.why}`;
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
