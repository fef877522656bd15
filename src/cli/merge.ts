import { Command } from 'commander';
import { mergeResults } from '../harness/campaign/merge-results.ts';
import { readResult, resultStatus } from '../harness/campaign/result.ts';
import { summaryLines } from '../harness/report/summary.ts';
import { percentage } from './arguments.ts';

interface MergeOptions {
  readonly requireCoverage?: number;
}

/** `map-parity merge`: one verdict on the shards of one campaign. */
export function mergeCommand(end: (status: number) => void): Command {
  return new Command('merge')
    .description(
      'join the results of all shards of a campaign (run --shard --result) to one summary and verdict',
    )
    .argument('<results...>', 'result files, one a shard')
    .option(
      '--require-coverage <percent>',
      'end with 3 where fewer of the possible pairs were met',
      percentage,
    )
    .action((paths: readonly string[], { requireCoverage: requiredCoverage }: MergeOptions) => {
      const result = mergeResults(paths.map(readResult));
      for (const { report } of result.findings) console.log(report);
      for (const line of summaryLines(result, { requiredCoverage })) console.log(line);
      end(resultStatus(result, requiredCoverage));
    });
}
