import { HarnessError } from '../../basics/harness-error.ts';
import { requestsContext } from '../oracle/nbd/nbd-query.ts';
import type { Adapter } from './adapters/adapter.ts';
import { AnswerReader } from './answer-reader.ts';
import { LineServer } from './line-server.ts';
import { withWholePaths } from './own-words.ts';
import { runShell } from './run-shell.ts';
import type { Subject } from './subject.ts';

/**
 * Another implementation, given as a shell command. Its placeholder decides how it runs:
 *
 * - `{args}`: it is started for each query with the arguments of map, and compared byte for byte;
 * - `{image}`: it is started for each case with the name of the image;
 * - neither: it is started once, reads the path of an image from each line, and ends each answer with an empty line.
 *
 * Its working directory holds the files of the image, because names of data files are relative to it. Words of the command
 * that begin with ./ or ../, in quotes, escaped or neither, are still relative to our own working directory.
 *
 * @param adapter reads the answers of a subject that takes an image; absent: the adapter that reads the first of them
 * @throws HarnessError `bad-subject` when it has both placeholders, or is empty
 */
export function commandSubject(command: string, adapter?: Adapter): Subject {
  if (command.trim() === '') throw new HarnessError('bad-subject', '--subject: an empty command');
  const takesArguments = command.includes('{args}');
  const takesImage = command.includes('{image}');
  if (takesArguments && takesImage) {
    throw new HarnessError('bad-subject', `--subject ${command}: it has both {args} and {image}`, {
      next: 'Use {args} where it takes the arguments of qemu-img map, {image} where it takes an image.',
    });
  }
  if (takesArguments) return withArguments(command);
  const reader = new AnswerReader(adapter);
  return takesImage ? withImage(command, reader) : asServer(command, reader);
}

function withArguments(command: string): Subject {
  const script = withWholePaths(command).replaceAll('{args}', '"$@"');
  return {
    name: command,
    options: ['--subject', command],
    takes: 'arguments',
    async answer(query, folder, _profile, options) {
      if (requestsContext(query))
        return { kind: 'unsupported', reason: '--context is no option of qemu-img map' };
      return { kind: 'outcome', outcome: await runShell(script, query, folder, options) };
    },
  };
}

function withImage(command: string, reader: AnswerReader): Subject {
  const script = withWholePaths(command).replaceAll('{image}', '"$1"');
  return {
    name: command,
    get options() {
      return ['--subject', command, ...reader.options];
    },
    takes: 'an image',
    answer: async (query, folder, _profile, options) =>
      reader.read(await runShell(script, query.slice(-1), folder, options)),
  };
}

function asServer(command: string, reader: AnswerReader): Subject {
  const server = new LineServer(withWholePaths(command));
  return {
    name: command,
    get options() {
      return ['--subject', command, ...reader.options];
    },
    takes: 'an image',
    answer: async (query, folder, _profile, options) =>
      reader.read(await server.answer(query.at(-1)!, folder, options)),
    close: () => server.close(),
  };
}
