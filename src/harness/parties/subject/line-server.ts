import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outcome } from '../../answers/outcome.ts';
import { ServerProcess } from './server-process.ts';
import type { AnswerOptions } from './subject.ts';

/** How an answer begins that refuses the image. */
const refusal = Buffer.from('error: ');

/**
 * A subject that runs as long as the campaign. Each line of its stdin is the absolute path of an image. Each answer on stdout
 * ends with an empty line; `error: …` refuses the image. It gets one image at a time. Its working directory holds links to the
 * files of the case, because names of data files are relative to it. When it dies or hangs, that answer has failed, and it is
 * started again for the next image.
 */
export class LineServer {
  readonly #command: string;
  #server: ServerProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(command: string) {
    this.#command = command;
  }

  /** The answer for an image in a folder, after all earlier answers. */
  answer(image: string, folder: string, options: AnswerOptions = {}): Promise<Outcome> {
    const answer = this.#last.then(() => this.#answer(image, folder, options));
    this.#last = answer;
    return answer;
  }

  close(): void {
    this.#server?.kill();
    this.#server = undefined;
  }

  async #answer(image: string, folder: string, options: AnswerOptions): Promise<Outcome> {
    const home = join(dirname(folder), 'server');
    mkdirSync(home, { recursive: true });
    this.#server ??= new ServerProcess(this.#command, home);
    const names = readdirSync(folder);
    for (const name of names) symlinkSync(join(folder, name), join(home, name));
    const { text, end } = await this.#server.answer(`${join(folder, image)}\n`, options);
    // With `force`, because the server may have removed some itself.
    for (const name of names) rmSync(join(home, name), { force: true });
    if (end.kind !== 'exit') this.close();
    const refused = text.subarray(0, refusal.length).equals(refusal);
    const none = Buffer.alloc(0);
    return {
      stdout: refused ? none : text,
      stderr: refused ? text : none,
      end: refused ? { kind: 'exit', status: 1 } : end,
    };
  }
}
