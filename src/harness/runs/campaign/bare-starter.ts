import { spawn } from 'node:child_process';

/** What the process is told as its one argument, in JSON. */
export interface BareStarts {
  /** Command lines that are started in turn, with argv0 `qemu-img`. */
  readonly commands: readonly (readonly [file: string, ...args: string[]])[];
  readonly folder: string;
  /** Starts that run at once. */
  readonly jobs: number;
}

/**
 * A process of its own that does nothing but start programs with node's spawn: it imports nothing else, since spawn forks,
 * and a fork of a process as large as a campaign's takes several times as long. For each line of stdin, which holds a
 * number of milliseconds, it starts for as long and answers with a line: starts and milliseconds.
 */
const { commands, folder, jobs } = JSON.parse(process.argv[2]!) as BareStarts;
let starts = 0;

function startOne(): Promise<void> {
  const [file, ...args] = commands[starts++ % commands.length]!;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: folder, argv0: 'qemu-img', stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    child.on('error', reject);
    child.on('close', () => resolve());
  });
}

process.stdin.setEncoding('utf8').on('data', async line => {
  const begun = performance.now();
  const elapsed = (): number => performance.now() - begun;
  const before = starts;
  const work = async (): Promise<void> => {
    while (elapsed() < Number(line)) await startOne();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  console.log(starts - before, elapsed());
});
