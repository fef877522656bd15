import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import { wholeNumber } from './arguments/whole-number.ts';

/** Each job takes some of the 256 descriptors that this process and its children may have: 40 jobs had too few. */
const mostJobs = 32;

/** `--jobs N`: by default one for each core. */
export function jobsOption(description: string): Option {
  return new Option('--jobs <n>', description)
    .argParser(wholeNumber(1, mostJobs))
    .default(Math.min(availableParallelism(), mostJobs));
}
