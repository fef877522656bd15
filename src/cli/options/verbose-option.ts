import { Option } from 'commander';
import { caseLine } from '../../harness/report/campaign/case-line.ts';
import type { Progress } from '../../harness/report/progress.ts';
import type { Watcher } from '../../harness/runs/campaign/campaign.ts';
import { printLines } from '../terminal/print.ts';

/** `-v`. */
export function verboseOption(): Option {
  return new Option('-v, --verbose', 'print a line for each case, too').conflicts('quiet');
}

/** What watches a campaign for `-v`: prints a line for each case. Nothing without it. */
export function caseWatcher(verbose: true | undefined, progress: Progress): Pick<Watcher, 'ran'> {
  if (verbose !== true) return {};
  return {
    ran(cases, tally) {
      progress.clear();
      printLines([caseLine(cases, tally)]);
    },
  };
}
