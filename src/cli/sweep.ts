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
import { findingsFolder } from '../harness/finding/store.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { statusLineOn } from '../harness/report/progress.ts';
import { sweepLines, sweepProgress } from '../harness/report/sweep-lines.ts';
import { runSweep } from '../harness/runs/sweep/run-sweep.ts';
import { sweepStatus } from '../harness/runs/sweep/sweep-result.ts';
import { clusterSize, wholeNumber } from './arguments.ts';
import { examples } from './help.ts';
import { oracleOption } from './oracle-option.ts';
import { writableFolder } from './report-options.ts';
import { type Session, withSession } from './session.ts';
import { sweepGeometryCommand } from './sweep-geometry.ts';

interface SweepOptions {
  readonly depth: number;
  readonly window: number;
  readonly states: string;
  readonly clusterSize?: number;
  readonly oracle: readonly string[];
  readonly findings: string;
}

/** Milliseconds that reducing one finding may take. */
const reduction = 20_000;

/** Alphabets that have a name. */
const presets: ReadonlyMap<string, () => SweepState[]> = new Map([
  ['subcluster-pairs', () => subclusterStates(2)],
  ['subcluster-triples', () => subclusterStates(3)],
]);

/** `map-parity sweep`: small spaces, closed. */
export function sweepCommand(end: (status: number) => void): Command {
  return new Command('sweep')
    .summary('every combination of neighbouring columns, or of geometries')
    .description('every combination of neighbouring columns, in as few chains as hold them')
    .option('--depth <layers>', 'layers of the chain', wholeNumber(1), 3)
    .option('--window <columns>', 'how many neighbouring columns are combined', wholeNumber(1), 2)
    .option(
      '--states <cells>',
      'the states of a cluster, + continues the host offset; or subcluster-pairs, subcluster-triples',
      usualStates,
    )
    .option(
      '--cluster-size <size>',
      'like 64k (default: the smallest: 512, or 16k with subclusters)',
      clusterSize,
    )
    .addOption(oracleOption())
    .option('--findings <folder>', 'where findings are stored', writableFolder, findingsFolder)
    .addCommand(sweepGeometryCommand(end))
    .addHelpText(
      'after',
      examples([
        'sweep --depth 4',
        "sweep --depth 2 --window 3 --states '.0##+'",
        'sweep --depth 2 --states subcluster-pairs',
        'sweep geometry',
      ]),
    )
    .action(async (options: SweepOptions) => {
      const sweep = sweepOf(options);
      end(await withSession(options.oracle, session => run(session, sweep, options)));
    });
}

/** @throws HarnessError `bad-sweep`, PictureError in the states. */
function sweepOf({ depth, window, states: text, clusterSize }: SweepOptions): ChainSweep {
  const states = presets.get(text)?.() ?? parseStates(text);
  const smallest = states.some(needsSubclusters) ? 16_384 : 512;
  const shape = { states, depth, window, unit: clusterSize ?? smallest };
  const windows = windowCount(shape);
  if (shape.unit < smallest)
    throw new HarnessError('bad-sweep', `subclusters take clusters of at least ${smallest} bytes`);
  if (windows <= mostWindows) return columnSweep(shape);
  throw new HarnessError('bad-sweep', `these are ${windows} windows, and at most ${mostWindows} are swept`, {
    next: 'Take fewer layers, fewer states or smaller windows.',
  });
}

async function run(session: Session, sweep: ChainSweep, { findings }: SweepOptions): Promise<number> {
  const { found, scratch } = session;
  for (const line of oracleLines(found)) console.log(line);
  const progress = statusLineOn(process.stderr);
  const parties = { ...session.parties, subject: inProcess };
  const result = await runSweep(
    parties,
    scratch,
    sweep,
    { findings, reduction },
    {
      progress: (so, milliseconds) => progress.show(() => sweepProgress(so, milliseconds), milliseconds),
      found: finding => {
        progress.clear();
        console.log(finding.report);
      },
    },
  );
  progress.clear();
  for (const line of sweepLines(result)) console.log(line);
  if (found.lost.length === 0) return sweepStatus(result);
  console.log('but a qemu-img failed: see above');
  return 3;
}
