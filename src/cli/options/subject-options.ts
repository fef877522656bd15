import { Option } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { adapterNamed, adapters } from '../../harness/parties/subject/adapters/adapters.ts';
import { commandSubject } from '../../harness/parties/subject/command-subject.ts';
import { inProcess } from '../../harness/parties/subject/in-process.ts';
import type { Subject } from '../../harness/parties/subject/subject.ts';

/** The values of the options of this file. */
export interface SubjectOptions {
  readonly subject?: string;
  readonly adapter?: string;
}

/** `--subject COMMAND`. */
export function subjectOption(): Option {
  return new Option(
    '--subject <command>',
    'test another implementation: {args} stands for the arguments of map, {image} for the path of an image; without ' +
      'either it reads a path from each line of stdin, and ends each answer with an empty line',
  );
}

/** `--adapter NAME`. */
export function adapterOption(): Option {
  const names = adapters.map(({ name, reads }) => `${name} (${reads})`);
  return new Option(
    '--adapter <name>',
    `output format of a subject that takes an image (default: the one of its first answer): ${names.join('; ')}`,
  );
}

/** @throws HarnessError `bad-subject`, `bad-adapter` */
export function subjectOf({ subject, adapter }: SubjectOptions): Subject {
  const named = adapter === undefined ? undefined : adapterNamed(adapter);
  const tested = subject === undefined ? inProcess : commandSubject(subject, named);
  if (adapter === undefined || tested.takes !== 'arguments') return tested;
  throw new HarnessError('bad-adapter', '--adapter needs a --subject that takes an image', {
    next: 'The output of a subject that takes the arguments of map is compared byte for byte.',
  });
}
