import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { CaseFolder, Scratch } from '../../files/scratch.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { startEnvironment } from '../../parties/oracle/program.ts';
import type { BareStarts } from './bare-starter.ts';

/** The bare start rate: how often this machine can start the oracles in turn on one small image, with node's own spawn. */
export interface BareRate {
  readonly jobs: number;
  /** Starts per second: of all slices together, of the slowest slice, and of the fastest. */
  readonly perSecond: number;
  readonly slowest: number;
  readonly fastest: number;
  readonly slices: number;
  readonly milliseconds: number;
}

/** Measures the bare start rate in slices. A campaign runs between them, so that other load on the machine slows both. */
export interface BareMeter {
  /** Does nothing if the starting process is gone, as after a signal to the whole process group. */
  measureSlice(): Promise<void>;
  /** Undefined if no slice was measured. */
  rate(): BareRate | undefined;
  close(): void;
}

/** Milliseconds of a slice: about forty starts at two jobs on an idle machine. */
const sliceLength = 500;

/** Starts the process that measures; `close` ends it. */
export function openBareMeter(oracles: readonly Oracle[], scratch: Scratch, jobs: number): BareMeter {
  const slices: { readonly starts: number; readonly milliseconds: number }[] = [];
  const starter = openStarter(oracles, scratch, jobs);
  return {
    async measureSlice() {
      const answer = await starter.startFor(sliceLength);
      if (answer === undefined) return;
      const [starts, milliseconds] = answer.split(' ').map(Number) as [number, number];
      slices.push({ starts, milliseconds });
    },
    rate() {
      if (slices.length === 0) return undefined;
      const starts = slices.reduce((sum, slice) => sum + slice.starts, 0);
      const milliseconds = slices.reduce((sum, slice) => sum + slice.milliseconds, 0);
      const rates = slices.map(slice => (1000 * slice.starts) / slice.milliseconds);
      return {
        jobs,
        perSecond: (1000 * starts) / milliseconds,
        slowest: Math.min(...rates),
        fastest: Math.max(...rates),
        slices: slices.length,
        milliseconds,
      };
    },
    close: () => starter.close(),
  };
}

/** The process that starts programs. */
interface Starter {
  /** Its answer to one slice: starts and milliseconds. Undefined if the process is gone. */
  startFor(milliseconds: number): Promise<string | undefined>;
  close(): void;
}

function openStarter(oracles: readonly Oracle[], scratch: Scratch, jobs: number): Starter {
  const folder = scratch.caseFolder();
  writeRecipe(parseRows(['####', '.0z#']).recipe, folder.path);
  const commands = oracles.map(({ program: { file, leading } }): [string, ...string[]] => [
    file,
    ...leading,
    'map',
    '--output=json',
    'top.qcow2',
  ]);
  return starterOf(startProcess({ commands, folder: folder.path, jobs }), folder);
}

function startProcess(starts: BareStarts): ChildProcessByStdio<Writable, Readable, null> {
  const name = import.meta.url.endsWith('.js') ? './bare-starter.js' : './bare-starter.ts';
  const script = fileURLToPath(new URL(name, import.meta.url));
  return spawn(process.execPath, [script, JSON.stringify(starts)], {
    env: startEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

function starterOf(child: ChildProcessByStdio<Writable, Readable, null>, folder: CaseFolder): Starter {
  const gone = once(child, 'close').then(
    () => undefined,
    () => undefined,
  );
  child.stdin.on('error', () => {});
  child.stdout.setEncoding('utf8');
  return {
    async startFor(milliseconds) {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      child.stdin.write(`${milliseconds}\n`);
      const answer = await Promise.race([once(child.stdout, 'data'), gone]);
      return answer?.[0] as string | undefined;
    },
    close() {
      child.stdin.end();
      folder.drop();
    },
  };
}
