import { basename } from 'node:path';
import type { Command } from 'commander';
import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { readCase } from '../../harness/files/read-case.ts';
import type { NamedCase } from '../../harness/runs/named-case.ts';
import { wholeNumber } from './arguments/whole-number.ts';

/** Cases whose number is known before they are made. */
export interface NamedCases extends Iterable<NamedCase> {
  readonly length: number;
}

/** The values of the options of this file. */
export interface CaseOptions {
  readonly seed?: number;
  readonly cases?: number;
}

/** Adds `--seed` and `--cases` to a command. */
export function withCaseOptions(command: Command): Command {
  return command
    .option('--seed <n>', 'random cases of this seed instead of files', wholeNumber())
    .option('--cases <n>', 'number of random cases (default: 100)', wholeNumber(1));
}

/**
 * The cases that a command line gives by files or by a seed; undefined if it gives none.
 *
 * @throws HarnessError `bad-cases` for both, for two files of one name, or for a number of cases without a seed; as
 * `readCase`
 */
export function namedCases(files: readonly string[], { seed, cases }: CaseOptions): NamedCases | undefined {
  if (seed === undefined && cases !== undefined)
    throw new HarnessError('bad-cases', '--cases needs a --seed');
  if (seed !== undefined && files.length > 0)
    throw new HarnessError('bad-cases', 'give either .case files or a --seed');
  if (seed !== undefined) return drawn(seed, cases ?? 100);
  if (files.length === 0) return undefined;
  const named = files.map(path => ({ name: basename(path, '.case'), value: readCase(path) }));
  const duplicate = named.find(({ name }, index) => named.findIndex(other => other.name === name) < index);
  if (duplicate !== undefined) throw new HarnessError('bad-cases', `two files are called ${duplicate.name}`);
  return named;
}

function drawn(seed: number, length: number): NamedCases {
  return {
    length,
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++)
        yield { name: `seed-${seed}-case-${index}`, value: caseAt(seed, index) };
    },
  };
}
