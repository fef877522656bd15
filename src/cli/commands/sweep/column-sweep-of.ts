import { type BlockFormatName, blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
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
} from '../../../../generators/sweep/columns/sweep-state.ts';
import { subclusterStates } from '../../../../generators/sweep/qcow2/subcluster-states.ts';
import { HarnessError } from '../../../harness/basics/harness-error.ts';

/** The options that say what is combined. */
export interface ColumnOptions {
  readonly depth: number;
  readonly window: number;
  /** Cells of the notation, or the name of a preset. */
  readonly states: string;
  /** Absent: the smallest one. */
  readonly clusterSize?: number;
  readonly format?: BlockFormatName;
  readonly sub?: string;
}

/** Sets of states that have a name. */
const presets: ReadonlyMap<string, () => SweepState[]> = new Map([
  ['subcluster-pairs', () => subclusterStates(2)],
  ['subcluster-triples', () => subclusterStates(3)],
]);

/**
 * The sweep that options of the command line describe.
 *
 * @throws HarnessError `bad-sweep`; PictureError for a wrong cell in the states
 */
export function columnSweepOf(options: ColumnOptions): ChainSweep {
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
    { next: 'Take fewer layers, fewer states or smaller windows.' },
  );
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
