import { Command } from 'commander';
import { mergeResults } from '../harness/campaign/merge-results.ts';
import { readResult, resultStatus } from '../harness/campaign/result.ts';
import { summaryLines } from '../harness/report/summary.ts';

/** `map-parity merge`: one verdict on the shards of one campaign. */
export function mergeCommand(end: (status: number) => void): Command {
  return new Command('merge')
    .description(
      'join the results of all shards of a campaign (run --shard --result) to one summary and verdict',
    )
    .argument('<results...>', 'result files, one a shard')
    .action((paths: readonly string[]) => {
      const result = mergeResults(paths.map(readResult));
      for (const { report } of result.findings) console.log(report);
      for (const line of summaryLines(result)) console.log(line);
      end(resultStatus(result));
    });
}
