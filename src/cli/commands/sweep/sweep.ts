import { Command, Option } from 'commander';
import { blockReaders } from '../../../../generators/sweep/blocks/block-readers.ts';
import { usualStates } from '../../../../generators/sweep/columns/sweep-state.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import { sweepLines, sweepProgress } from '../../../harness/report/sweep-lines.ts';
import { chainLimits } from '../../../harness/runs/sweep/chain/check-chain.ts';
import { runSweep } from '../../../harness/runs/sweep/run-sweep.ts';
import { clusterSize } from '../../options/arguments/cluster-size.ts';
import { wholeNumber } from '../../options/arguments/whole-number.ts';
import { findingsOption } from '../../options/findings-option.ts';
import { examples } from '../../options/help.ts';
import { jobsOption } from '../../options/jobs-option.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import { quietOption } from '../../options/quiet-option.ts';
import { writableFolder } from '../../options/report-options.ts';
import { limitsOf, timeoutOption } from '../../options/timeout-option.ts';
import { withSession } from '../../session/session.ts';
import { type ColumnOptions, columnSweepOf } from './column-sweep-of.ts';
import { sweepGeometryCommand } from './sweep-geometry.ts';
import { type SweepPlace, sweepInSession } from './sweep-in-session.ts';

interface SweepOptions extends SweepPlace, ColumnOptions {
  readonly jobs: number;
  readonly oracle: readonly string[];
  readonly timeout?: number;
}

/** `map-parity sweep`: every combination of neighbouring columns, in few chains. */
export function sweepCommand(end: (status: number) => void): Command {
  return new Command('sweep')
    .summary('map every combination of neighbouring columns, or of geometries')
    .description('map every combination of neighbouring columns, packed into as few chains as possible')
    .option('--depth <layers>', 'number of layers of the chain', wholeNumber(1), 3)
    .option('--window <columns>', 'number of neighbouring columns that are combined', wholeNumber(1), 2)
    .option(
      '--states <cells>',
      'cells of the notation, with + after a cell whose host cluster follows the last one; or subcluster-pairs, subcluster-triples',
      usualStates,
    )
    .option(
      '--cluster-size <size>',
      'like 64k (default: the smallest, 512, or 16k with subclusters)',
      clusterSize,
    )
    .addOption(
      new Option(
        '--format <name>',
        'one layer of a block format in all of its states, over and under qcow2 layers',
      ).choices(Object.keys(blockReaders)),
    )
    .option('--sub <kind>', 'the kind of that layer, as in the notation')
    .addOption(jobsOption('chains that are mapped at once'))
    .addOption(oracleOption())
    .addOption(timeoutOption(chainLimits))
    .addOption(findingsOption())
    .addOption(quietOption())
    .addCommand(sweepGeometryCommand(end))
    .addHelpText(
      'after',
      examples([
        'sweep --depth 4',
        "sweep --depth 2 --window 3 --states '.0##+'",
        'sweep --depth 2 --states subcluster-pairs',
        'sweep geometry',
        'sweep --format vmdk --sub seSparse',
        'sweep -q',
      ]),
    )
    .action(async (options: SweepOptions) => end(await sweepColumns(options)));
}

async function sweepColumns(options: SweepOptions): Promise<number> {
  const { oracle, findings, jobs, timeout } = options;
  const sweep = columnSweepOf(options);
  writableFolder(findings);
  return withSession(
    oracle,
    session =>
      sweepInSession(session, options, {
        run: (plan, watcher) =>
          runSweep({ ...plan, parties: { ...plan.parties, subject: inProcess } }, sweep, jobs, watcher),
        progressText: sweepProgress,
        lines: sweepLines,
      }),
    { limits: limitsOf(timeout, chainLimits) },
  );
}
