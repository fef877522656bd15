import { spawn } from 'node:child_process';

/** The one argument of the process, in JSON. */
export interface BareStarts {
  /** Command lines that are started in turn, as argv0 `qemu-img`. */
  readonly commands: readonly (readonly [file: string, ...args: string[]])[];
  readonly folder: string;
  /** Programs that run at once. */
  readonly jobs: number;
}

/**
 * A separate process that only starts programs, with node's spawn. It imports nothing else: spawn forks, and the fork of a
 * process as large as a campaign's takes several times as long. Each line of stdin is a number of milliseconds. The process
 * starts programs for that time and answers with a line: starts and milliseconds.
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

// The campaign has ended, perhaps by SIGKILL: this process ends with all programs that it has started.
process.stdin.on('end', () => process.kill(-process.pid, 'SIGKILL'));

process.stdin.setEncoding('utf8').on('data', async line => {
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  const before = starts;
  const work = async (): Promise<void> => {
    while (elapsed() < Number(line)) await startOne();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  console.log(starts - before, elapsed());
});
