import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { End } from '../../answers/outcome.ts';
import { ChildOutput } from '../child/child-output.ts';
import { floodText, silenceText } from '../child/limit-text.ts';
import { killAtExit, signalGroup } from '../child/process-group.ts';
import { defaultLimits } from '../oracle/program.ts';
import { printVisibly } from './print-visibly.ts';
import { shellCommand } from './run-shell.ts';
import type { AnswerOptions } from './subject.ts';

/** What a server printed, without the empty line after it. */
export interface ServerAnswer {
  readonly text: Buffer;
  readonly end: End;
}

const newline = 10;

/** A running subject that answers one line of stdin after another; each answer ends with an empty line. */
export class ServerProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;

  constructor(script: string, folder: string) {
    const { file, argv, env } = shellCommand(script, [], folder);
    const [argv0, ...args] = argv;
    this.#child = spawn(file, args, {
      ...{ argv0, env, cwd: folder, detached: true },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // A server that could not be started, or no longer reads, gives no answer, which is noticed.
    this.#child.on('error', () => {});
    this.#child.stdin.on('error', () => {});
    printVisibly(this.#child.stderr);
    const { pid } = this.#child;
    if (pid === undefined) return;
    const atExit = killAtExit(pid);
    // What it leaves running holds its stdout open.
    this.#child.on('exit', () => {
      signalGroup(pid, 'SIGKILL');
      atExit.disown();
    });
  }

  /** Kills it with all that it has started. */
  kill(): void {
    if (this.#child.pid !== undefined) signalGroup(this.#child.pid, 'SIGKILL');
  }

  /** Writes a line, and reads stdout up to the next empty line. */
  answer(line: string, { limits = defaultLimits, cancel }: AnswerOptions): Promise<ServerAnswer> {
    const { stdin, stdout } = this.#child;
    const output = new ChildOutput(limits.bytes);
    const began = performance.now();
    return new Promise(resolve => {
      let tail: number[] = [newline];
      const finish = (end: End): void => {
        clearTimeout(timer);
        cancel?.removeEventListener('abort', onCancel);
        stdout.off('data', take);
        stdout.off('end', die);
        const text = output.take().stdout;
        resolve({ text: end.kind === 'exit' ? text.subarray(0, -1) : text, end });
      };
      // Only the end is looked at: searching all that came so far for each chunk takes quadratic time.
      const take = (chunk: Buffer): void => {
        tail = [...tail, ...chunk.subarray(-2)].slice(-2);
        const overflow = output.keep('stdout', chunk);
        if (overflow !== undefined) fail(floodText(limits, overflow));
        else if (tail[0] === newline && tail[1] === newline) finish({ kind: 'exit', status: 0 });
      };
      const fail = (error: string): void => finish({ kind: 'thrown', error });
      const die = (): void => fail('it ended without an answer');
      const onCancel = (): void => finish({ kind: 'cut', milliseconds: performance.now() - began });
      const timer = setTimeout(() => fail(silenceText(limits)), limits.milliseconds);
      if (cancel?.aborted || stdout.readableEnded) return cancel?.aborted ? onCancel() : die();
      cancel?.addEventListener('abort', onCancel);
      stdout.on('data', take);
      stdout.on('end', die);
      stdin.write(line);
    });
  }
}
