import { HarnessError } from '../../../basics/harness-error.ts';
import type { Adapter } from './adapter.ts';
import { jsonLines } from './json-lines.ts';
import { mapJson } from './map-json.ts';
import { nbdinfo } from './nbdinfo.ts';

/** All adapters. No text is in the format of two of them, but for an empty one. */
export const adapters: readonly Adapter[] = [mapJson, nbdinfo, jsonLines];

/**
 * The adapter of that name.
 *
 * @throws HarnessError `bad-adapter` when there is none
 */
export function adapterNamed(name: string): Adapter {
  const adapter = adapters.find(candidate => candidate.name === name);
  if (adapter !== undefined) return adapter;
  throw new HarnessError('bad-adapter', `there is no adapter ${name}`, {
    next: `There are ${adapters.map(candidate => candidate.name).join(', ')}.`,
  });
}
