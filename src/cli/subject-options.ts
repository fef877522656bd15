import { Option } from 'commander';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { adapterNamed, adapters } from '../harness/parties/subject/adapters/adapters.ts';
import { commandSubject } from '../harness/parties/subject/command-subject.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import type { Subject } from '../harness/parties/subject/subject.ts';

/** What the options of this file come to. */
export interface SubjectOptions {
  readonly subject?: string;
  readonly adapter?: string;
}

export function subjectOption(): Option {
  return new Option(
    '--subject <command>',
    "another implementation instead of ours: with {args} it takes map's arguments, with {image} an image; with " +
      'neither it reads the path of an image a line, and ends each answer with an empty line',
  );
}

export function adapterOption(): Option {
  const names = adapters.map(({ name, reads }) => `${name} (${reads})`);
  return new Option('--adapter <name>', `what a subject that takes an image prints: ${names.join('; ')}`);
}

/** @throws HarnessError `bad-subject`, `bad-adapter` */
export function subjectOf({ subject, adapter }: SubjectOptions): Subject {
  const named = adapterNamed(adapter ?? adapters[0]!.name);
  const tested = subject === undefined ? inProcess : commandSubject(subject, named);
  if (adapter === undefined || tested.takes !== 'arguments') return tested;
  throw new HarnessError('bad-adapter', '--adapter goes with a --subject that takes an image', {
    next: 'What takes the arguments of map is compared byte for byte.',
  });
}
