import { basename } from 'node:path';
import { Option } from 'commander';
import { caseAt } from '../../generators/arbitrary/case-at.ts';
import type { NamedCase } from '../harness/hunt/hunt.ts';
import { readCase } from '../harness/store/read-case.ts';
import { wholeNumber } from './arguments.ts';

/** What the options of this file come to. */
export interface CaseOptions {
  readonly seed?: number;
  readonly cases: number;
}

/** `--seed` and `--cases`, of commands that take random cases in the place of files. */
export const caseOptions: readonly [Option, Option] = [
  new Option('--seed <n>', 'random cases of this seed instead of files').argParser(wholeNumber()),
  new Option('--cases <n>', 'how many random cases').argParser(wholeNumber(1)).default(100),
];

/** The cases that are asked for, read or drawn as they are taken; undefined where none is: the golden ones. */
export function namedCases(
  files: readonly string[],
  { seed, cases }: CaseOptions,
): Iterable<NamedCase> | undefined {
  if (seed !== undefined) return drawn(seed, cases);
  if (files.length === 0) return undefined;
  return files.map(path => ({ name: basename(path, '.case'), value: readCase(path) }));
}

function* drawn(seed: number, cases: number): Generator<NamedCase> {
  for (let index = 0; index < cases; index++)
    yield { name: `seed-${seed}-case-${index}`, value: caseAt(seed, index) };
}
