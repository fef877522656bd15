import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { CaseFolder, Scratch } from '../../files/scratch.ts';
import { killAtExit, signalGroup } from '../../parties/child/process-group.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { defaultLimits, startEnvironment } from '../../parties/oracle/program.ts';
import type { Parties } from '../../parties/parties.ts';
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

/** Why there is no bare start rate. */
export type NotMeasured =
  | 'the campaign was too short'
  | 'a qemu-img hangs'
  | 'the process that starts them has ended';

/** Measures the bare start rate in slices. A campaign runs between them, so that other load on the machine slows both. */
export interface BareMeter {
  /** Does nothing once a slice was cancelled, a program has hung in one, or the starting process is gone. */
  measureSlice(): Promise<void>;
  rate(): BareRate | NotMeasured;
  close(): void;
}

/** Milliseconds of a slice: about forty starts at two jobs on an idle machine. */
const sliceLength = 500;

/**
 * Starts the process that measures; `close` ends it. A slice ends when `parties.cancel` fires, and when a program takes longer
 * than one answer may.
 */
export function openBareMeter(parties: MeasuredParties, scratch: Scratch, jobs: number): BareMeter {
  const slices: { readonly starts: number; readonly milliseconds: number }[] = [];
  const { limits = defaultLimits, cancel } = parties;
  const starter = openStarter(parties.oracles, scratch, jobs);
  let notMeasured: NotMeasured = 'the campaign was too short';
  return {
    async measureSlice() {
      if (cancel?.aborted) return;
      const answer = await starter.startFor(sliceLength, limits.milliseconds, cancel);
      // A slice that was cut off says nothing of the qemu-imgs.
      if (cancel?.aborted) return;
      if (answer === 'gone' || answer === 'hung') {
        notMeasured = answer === 'hung' ? 'a qemu-img hangs' : 'the process that starts them has ended';
        return;
      }
      const [starts, milliseconds] = answer.split(' ').map(Number) as [number, number];
      slices.push({ starts, milliseconds });
    },
    rate() {
      if (slices.length === 0) return notMeasured;
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

/** The parties as far as the meter needs them. */
type MeasuredParties = Pick<Parties, 'oracles' | 'limits' | 'cancel'>;

/** The process that starts programs. */
interface Starter {
  /**
   * Its answer to one slice: starts and milliseconds. It is killed with all that it has started when `cancel` fires, and when it
   * hangs: when it takes `grace` milliseconds longer than the slice.
   */
  startFor(milliseconds: number, grace: number, cancel?: AbortSignal): Promise<string | 'gone' | 'hung'>;
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
    // A process group of its own, so that it is killed with the programs that it has started.
    detached: true,
  });
}

function starterOf(child: ChildProcessByStdio<Writable, Readable, null>, folder: CaseFolder): Starter {
  const gone = new Promise<'gone'>(resolve => {
    for (const event of ['close', 'error']) child.on(event, () => resolve('gone'));
  });
  const atExit = child.pid === undefined ? undefined : killAtExit(child.pid);
  const kill = (): void => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  };
  void gone.then(() => atExit?.disown());
  child.stdin.on('error', () => {});
  child.stdout.setEncoding('utf8');
  return {
    async startFor(milliseconds, grace, cancel) {
      if (child.exitCode !== null || child.signalCode !== null) return 'gone';
      let hung = false;
      const timer = setTimeout(() => {
        hung = true;
        kill();
      }, milliseconds + grace);
      cancel?.addEventListener('abort', kill);
      child.stdin.write(`${milliseconds}\n`);
      const answer = await Promise.race([once(child.stdout, 'data').then(([text]) => String(text)), gone]);
      clearTimeout(timer);
      cancel?.removeEventListener('abort', kill);
      return hung ? 'hung' : answer;
    },
    close() {
      kill();
      folder.drop();
    },
  };
}
