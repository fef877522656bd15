import { Option } from 'commander';
import { findingsFolder } from '../harness/finding/store/stored-finding.ts';
import { writableFolder } from './report-options.ts';

/** Milliseconds that the reduction of one finding may take: enough for a thousand attempts with one oracle. */
export const reductionLimit = 20_000;

/** `--findings FOLDER`. */
export function findingsOption(): Option {
  return new Option('--findings <folder>', 'folder in which findings are stored')
    .argParser(writableFolder)
    .default(findingsFolder);
}
