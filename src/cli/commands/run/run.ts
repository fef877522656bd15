import { Command } from 'commander';
import { feature, leftOutFeature } from '../../options/arguments/features.ts';
import { fileOfKnown, knownFile } from '../../options/arguments/known-file.ts';
import { percentage } from '../../options/arguments/percentage.ts';
import { wholeNumber } from '../../options/arguments/whole-number.ts';
import { findingsOption } from '../../options/findings-option.ts';
import { examples } from '../../options/help.ts';
import { jobsOption } from '../../options/jobs-option.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import { quietOption } from '../../options/quiet-option.ts';
import { withReportOptions, writable, writableFolder } from '../../options/report-options.ts';
import { type RunOptions, requireCompatible } from '../../options/run-options.ts';
import { shardOption } from '../../options/shard-option.ts';
import { adapterOption, subjectOption } from '../../options/subject-options.ts';
import { timeOption } from '../../options/time-option.ts';
import { timeoutOption } from '../../options/timeout-option.ts';
import { verboseOption } from '../../options/verbose-option.ts';
import { runInTime } from './run-in-time.ts';

/** `map-parity run`: the goldens, then a campaign of random cases. */
export function runCommand(end: (status: number) => void): Command {
  const command = new Command('run')
    .summary('compare our map with real qemu-imgs: goldens, then random chains')
    .description('compare our map with real qemu-imgs: first the goldens, then random chains')
    .option('--seed <n>', 'seed of the cases: case i of a seed is always the same', wholeNumber(), 1)
    .option(
      '--feature <name>',
      'only cases with this feature, like damage, extl2 or nbd-context; repeatable (a wrong name lists all)',
      feature,
      [],
    )
    .option(
      '--without-feature <name>',
      'no cases with this feature, and no queries with this option; repeatable. For an implementation that lacks it',
      leftOutFeature,
      [],
    )
    .addOption(quietOption())
    .addOption(verboseOption())
    .option('--bail', 'end with the first finding that is not known')
    .option('--no-goldens', 'leave out the goldens, and run random cases alone')
    .option('--cases <n>', 'number of cases', wholeNumber(1))
    .addOption(timeOption())
    .addOption(timeoutOption())
    .addOption(jobsOption('qemu-imgs that run at once'))
    .addOption(oracleOption())
    .addOption(subjectOption())
    .addOption(adapterOption())
    .addOption(findingsOption())
    .option('--known <file>', 'file of known findings, which fail nothing', fileOfKnown, knownFile)
    .option('--fail-on-expired', 'fail if a known finding is past its date, instead of warning')
    .addOption(shardOption())
    .option('--result <file>', 'write the result as JSON, for map-parity merge and other programs', writable)
    .option(
      '--require-coverage <percent>',
      'end with 3 if fewer of the possible pairs are covered',
      percentage,
    )
    .addHelpText(
      'after',
      examples([
        'run --seed 7 --time 5m',
        'run --feature damage --feature encryption --cases 500',
        'run --oracle build/qemu-img',
        'run -q --time 10m',
        "run --subject 'my-map {image}' --adapter json-lines",
      ]),
    );
  return withReportOptions(command).action(async (options: RunOptions) => {
    requireCompatible(options);
    writableFolder(options.findings);
    end(await runInTime(options));
  });
}
