import { Option } from 'commander';
import { findingsFolder } from '../../harness/finding/store/stored-finding.ts';

/** Milliseconds that the reduction of one finding may take: enough for a thousand attempts with one oracle. */
export const reductionLimit = 20_000;

/** `--findings FOLDER`. The command passes the folder, the default one too, to `writableFolder` before anything runs. */
export function findingsOption(): Option {
  return new Option('--findings <folder>', 'folder in which findings are stored').default(findingsFolder);
}
