import { adapterNamed } from './adapters/adapters.ts';
import { commandSubject } from './command-subject.ts';
import { inProcess } from './in-process.ts';
import type { Subject } from './subject.ts';

/** The subject that the options of a subject select, made anew. */
export function selectedSubject([, command, , adapter]: Subject['options']): Subject {
  if (command === undefined) return inProcess;
  return commandSubject(command, adapter === undefined ? undefined : adapterNamed(adapter));
}
