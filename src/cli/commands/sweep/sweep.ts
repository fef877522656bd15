import { Command, Option } from 'commander';
import { type BlockFormatName, blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import { blockReaders } from '../../../../generators/sweep/blocks/block-readers.ts';
import type { ChainSweep } from '../../../../generators/sweep/chain-sweep.ts';
import { columnSweep, mostWindows, windowCount } from '../../../../generators/sweep/columns/column-sweep.ts';
import {
  blockLayer,
  mixedLayers,
  statesInFiles,
  usualLayers,
} from '../../../../generators/sweep/columns/sweep-layer.ts';
import {
  needsSubclusters,
  parseStates,
  type SweepState,
  usualStates,
} from '../../../../generators/sweep/columns/sweep-state.ts';
import { subclusterStates } from '../../../../generators/sweep/qcow2/subcluster-states.ts';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
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
import { sweepGeometryCommand } from './sweep-geometry.ts';
import { type SweepPlace, sweepInSession } from './sweep-in-session.ts';

interface SweepOptions extends SweepPlace {
  readonly depth: number;
  readonly window: number;
  readonly states: string;
  readonly clusterSize?: number;
  readonly format?: BlockFormatName;
  readonly sub?: string;
  readonly jobs: number;
  readonly oracle: readonly string[];
  readonly timeout?: number;
}

/** Sets of states that have a name. */
const presets: ReadonlyMap<string, () => SweepState[]> = new Map([
  ['subcluster-pairs', () => subclusterStates(2)],
  ['subcluster-triples', () => subclusterStates(3)],
]);

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
    .action(async (options: SweepOptions) => {
      const sweep = sweepOf(options);
      writableFolder(options.findings);
      const status = await withSession(
        options.oracle,
        session =>
          sweepInSession(session, options, {
            run: (plan, watcher) =>
              runSweep(
                { ...plan, parties: { ...plan.parties, subject: inProcess } },
                sweep,
                options.jobs,
                watcher,
              ),
            progressText: sweepProgress,
            lines: sweepLines,
          }),
        { limits: limitsOf(options.timeout, chainLimits) },
      );
      end(status);
    });
}

/** The least bytes of a block of a kind of image. */
function leastBlock(format: BlockFormatName | undefined, sub: string | undefined): number {
  if (format === undefined) return 0;
  const { kinds, sizes } = blockFormats[format];
  const kind = sub === undefined ? Object.values(kinds)[0] : kinds[sub];
  if (kind !== undefined && statesInFiles(kind).length > 1) return (kind.sizes ?? sizes).least;
  const names = Object.keys(kinds).filter(name => statesInFiles(kinds[name]!).length > 1);
  throw new HarnessError('bad-sweep', `${sub} is no kind of ${format} whose blocks have several states`, {
    next: `Such kinds are ${names.join(', ')}.`,
  });
}

/** @throws HarnessError `bad-sweep`; PictureError for a wrong cell in the states */
function sweepOf(options: SweepOptions): ChainSweep {
  const { depth, window, states: text, clusterSize, format, sub } = options;
  const states = presets.get(text)?.() ?? parseStates(text);
  const smallest = Math.max(states.some(needsSubclusters) ? 16_384 : 512, leastBlock(format, sub));
  const layers =
    format === undefined ? usualLayers(states, depth) : mixedLayers(blockLayer(format, sub), format, states);
  const shape = { layers, window, unit: clusterSize ?? smallest };
  const windows = windowCount(shape);
  if (shape.unit < smallest)
    throw new HarnessError('bad-sweep', `these layers need clusters of at least ${smallest} bytes`);
  if (windows <= mostWindows) return columnSweep(shape);
  throw new HarnessError(
    'bad-sweep',
    `the sweep would have ${windows} windows, and the limit is ${mostWindows}`,
    {
      next: 'Take fewer layers, fewer states or smaller windows.',
    },
  );
}
