import { Command } from 'commander';
import { errorReports } from '../../harness/report/campaign/error-reports.ts';
import { summaryLines } from '../../harness/report/campaign/summary.ts';
import { mergeResults } from '../../harness/runs/result/merge-results.ts';
import { type Result, resultStatus } from '../../harness/runs/result/result.ts';
import { readResult } from '../../harness/runs/result/result-file.ts';
import { percentage } from '../options/arguments/percentage.ts';
import { examples } from '../options/help.ts';
import { type ReportOptions, withReportOptions, writeReports } from '../options/report-options.ts';
import { printLines, printReport, printText } from '../terminal/print.ts';

interface MergeOptions extends ReportOptions {
  readonly requireCoverage?: number;
}

/** `map-parity merge`: one verdict for all shards of a campaign. */
export function mergeCommand(end: (status: number) => void): Command {
  const command = new Command('merge')
    .summary('merge the results of the shards of a campaign')
    .description(
      'merge the results of all shards of a campaign (run --shard --result) into one summary and verdict',
    )
    .argument('<results...>', 'result files, one for each shard')
    .option(
      '--require-coverage <percent>',
      'end with 3 if fewer of the possible pairs are covered',
      percentage,
    )
    .addHelpText('after', examples(['merge 1.json 2.json 3.json --require-coverage 70%']));
  return withReportOptions(command).action(async (paths: readonly string[], options: MergeOptions) => {
    const { requireCoverage: requiredCoverage } = options;
    const result = mergeResults(resultsIn(paths));
    for (const { report } of result.findings) printText(`${report}\n`);
    for (const report of errorReports(result.tally)) printReport(report);
    printLines(summaryLines(result, { requiredCoverage }));
    await writeReports(options, result, requiredCoverage);
    end(resultStatus(result, requiredCoverage));
  });
}

function* resultsIn(paths: readonly string[]): Iterable<Result> {
  for (const path of paths) yield readResult(path);
}
