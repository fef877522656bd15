import type { ReadExtent } from '../../../answers/map-text/extent.ts';
import { HarnessError } from '../../../basics/harness-error.ts';
import type { SubjectFormat } from '../subject.ts';
import { jsonLines } from './json-lines.ts';
import { mapJson } from './map-json.ts';
import { nbdinfo } from './nbdinfo.ts';

/** How the stdout of an implementation that isn't qemu-img's is read. */
export interface Adapter extends SubjectFormat {
  readonly name: string;
  /** What it reads, in a few words for the help. */
  readonly reads: string;
  /**
   * The extents in stdout, from start to end.
   *
   * @throws Error with a line for people where it can't be read
   */
  read(stdout: string): ReadExtent[];
}

/** All adapters; the first is used where none is named. */
export const adapters: readonly Adapter[] = [mapJson, nbdinfo, jsonLines];

/** @throws HarnessError `bad-adapter` */
export function adapterNamed(name: string): Adapter {
  const adapter = adapters.find(candidate => candidate.name === name);
  if (adapter !== undefined) return adapter;
  throw new HarnessError('bad-adapter', `there is no adapter ${name}`, {
    next: `There are ${adapters.map(candidate => candidate.name).join(', ')}.`,
  });
}
