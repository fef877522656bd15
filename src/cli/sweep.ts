import { Command } from 'commander';
import type { ChainSweep } from '../../generators/sweep/chain-sweep.ts';
import { columnSweep, mostWindows, windowCount } from '../../generators/sweep/qcow2/column-sweep.ts';
import { subclusterStates } from '../../generators/sweep/qcow2/subcluster-states.ts';
import {
  needsSubclusters,
  parseStates,
  type SweepState,
  usualStates,
} from '../../generators/sweep/qcow2/sweep-state.ts';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import { sweepLines, sweepProgress } from '../harness/report/sweep-lines.ts';
import { chainLimits } from '../harness/runs/sweep/check-chain.ts';
import { runSweep } from '../harness/runs/sweep/run-sweep.ts';
import { clusterSize, wholeNumber } from './arguments.ts';
import { findingsOption } from './findings-option.ts';
import { examples } from './help.ts';
import { oracleOption } from './oracle-option.ts';
import { quietOption } from './quiet-option.ts';
import { writableFolder } from './report-options.ts';
import { withSession } from './session.ts';
import { sweepGeometryCommand } from './sweep-geometry.ts';
import { type SweepPlace, sweepInSession } from './sweep-in-session.ts';
import { limitsOf, timeoutOption } from './timeout-option.ts';

interface SweepOptions extends SweepPlace {
  readonly depth: number;
  readonly window: number;
  readonly states: string;
  readonly clusterSize?: number;
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
              runSweep({ ...plan, parties: { ...plan.parties, subject: inProcess } }, sweep, watcher),
            progressText: sweepProgress,
            lines: sweepLines,
          }),
        { limits: limitsOf(options.timeout, chainLimits) },
      );
      end(status);
    });
}

/** @throws HarnessError `bad-sweep`; PictureError for a wrong cell in the states */
function sweepOf({ depth, window, states: text, clusterSize }: SweepOptions): ChainSweep {
  const states = presets.get(text)?.() ?? parseStates(text);
  const smallest = states.some(needsSubclusters) ? 16_384 : 512;
  const shape = { states, depth, window, unit: clusterSize ?? smallest };
  const windows = windowCount(shape);
  if (shape.unit < smallest)
    throw new HarnessError('bad-sweep', `subclusters need clusters of at least ${smallest} bytes`);
  if (windows <= mostWindows) return columnSweep(shape);
  throw new HarnessError(
    'bad-sweep',
    `the sweep would have ${windows} windows, and the limit is ${mostWindows}`,
    {
      next: 'Take fewer layers, fewer states or smaller windows.',
    },
  );
}
