import { basename } from 'node:path';
import type { Command } from 'commander';
import { caseAt } from '../../generators/arbitrary/case-at.ts';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { readCase } from '../harness/files/read-case.ts';
import type { NamedCase } from '../harness/runs/hunt/hunt.ts';
import { wholeNumber } from './arguments.ts';

/** What the options of this file come to. */
export interface CaseOptions {
  readonly seed?: number;
  readonly cases?: number;
}

export function withCaseOptions(command: Command): Command {
  return command
    .option('--seed <n>', 'random cases of this seed instead of files', wholeNumber())
    .option('--cases <n>', 'how many random cases (default: 100)', wholeNumber(1));
}

/**
 * The cases that a command line names by files or by a seed; undefined where it names none.
 *
 * @throws HarnessError `bad-cases` where it names both, two files of one name, or a number of cases without a
 * seed; as readCase
 */
export function namedCases(
  files: readonly string[],
  { seed, cases }: CaseOptions,
): Iterable<NamedCase> | undefined {
  if (seed === undefined && cases !== undefined)
    throw new HarnessError('bad-cases', '--cases counts the random cases of a --seed');
  if (seed !== undefined && files.length > 0)
    throw new HarnessError('bad-cases', 'either .case files or the random cases of a --seed');
  if (seed !== undefined) return drawn(seed, cases ?? 100);
  if (files.length === 0) return undefined;
  const named = files.map(path => ({ name: basename(path, '.case'), value: readCase(path) }));
  const twice = named.find(({ name }, index) => named.findIndex(other => other.name === name) < index);
  if (twice !== undefined) throw new HarnessError('bad-cases', `two files are called ${twice.name}`);
  return named;
}

function* drawn(seed: number, cases: number): Generator<NamedCase> {
  for (let index = 0; index < cases; index++)
    yield { name: `seed-${seed}-case-${index}`, value: caseAt(seed, index) };
}
