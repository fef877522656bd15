import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { End, Outcome } from '../../answers/outcome.ts';
import { signalGroup } from '../child/process-group.ts';
import { inOwnGroup, subjectLimits } from './run-shell.ts';

type Process = ReturnType<typeof startServer>;

/**
 * A subject that runs as long as the campaign. Each line of its stdin is the absolute path of an image. Each answer on stdout
 * ends with an empty line; `error: …` refuses the image. It gets one image at a time. Its working directory holds links to the
 * files of the case, because names of data files are relative to it. When it dies or hangs, that answer has failed, and it is
 * started again for the next image.
 */
export class LineServer {
  readonly #command: string;
  #process: Process | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(command: string) {
    this.#command = command;
  }

  /** The answer for an image in a folder, after all earlier answers. */
  answer(image: string, folder: string): Promise<Outcome> {
    const answer = this.#last.then(() => this.#answer(image, folder));
    this.#last = answer;
    return answer;
  }

  close(): void {
    const pid = this.#process?.pid;
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    this.#process = undefined;
  }

  async #answer(image: string, folder: string): Promise<Outcome> {
    const home = join(dirname(folder), 'server');
    mkdirSync(home, { recursive: true });
    this.#process ??= startServer(this.#command, home);
    const process = this.#process;
    const names = readdirSync(folder);
    for (const name of names) symlinkSync(join(folder, name), join(home, name));
    process.stdin.write(`${join(folder, image)}\n`);
    const { text, end } = await readAnswer(process);
    // With `force`, because the server may have removed some itself.
    for (const name of names) rmSync(join(home, name), { force: true });
    if (end.kind !== 'exit') this.close();
    const refused = text.startsWith('error: ');
    return {
      stdout: Buffer.from(refused ? '' : text),
      stderr: Buffer.from(refused ? text : ''),
      end: refused ? { kind: 'exit', status: 1 } : end,
    };
  }
}

function startServer(command: string, folder: string) {
  const process = execa('sh', ['-c', command], {
    ...inOwnGroup,
    cwd: folder,
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
    buffer: false,
  });
  // A server that no longer reads gives no answer, which is noticed.
  process.stdin.on('error', () => {});
  return process;
}

/** Reads stdout up to the next empty line. */
function readAnswer(process: Process): Promise<{ text: string; end: End }> {
  return new Promise(resolve => {
    const { stdout } = process;
    let text = '';
    const finish = (end: End): void => {
      clearTimeout(timer);
      stdout.off('data', take);
      stdout.off('end', die);
      resolve({ text: text.replace(/(^|\n)\n$/, '$1'), end });
    };
    const take = (piece: Buffer | string): void => {
      text += piece.toString();
      if (text === '\n' || text.endsWith('\n\n')) finish({ kind: 'exit', status: 0 });
      else if (text.length > subjectLimits.bytes) fail(`more than ${subjectLimits.bytes} bytes of output`);
    };
    const fail = (error: string): void => finish({ kind: 'thrown', error });
    const die = (): void => fail('it ended without an answer');
    const timer = setTimeout(
      () => fail(`no answer within ${subjectLimits.milliseconds} ms`),
      subjectLimits.milliseconds,
    );
    stdout.on('data', take);
    stdout.on('end', die);
  });
}
