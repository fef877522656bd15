import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { makeFolder } from '../../../harness/files/output-folder.ts';
import { exitAtOnce } from '../../../harness/parties/child/exit-at-once.ts';
import { oraclesHint } from '../../../harness/parties/oracle/cache/oracles-hint.ts';
import { plot } from '../../../harness/report/bench/plot.ts';
import { summaryLinesOf } from '../../../harness/report/bench/summary.ts';
import { bench } from '../../../harness/runs/bench/bench.ts';
import { wholeNumber } from '../../options/arguments/whole-number.ts';
import { examples } from '../../options/help.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import { withSession } from '../../session/session.ts';
import { complain, printLines } from '../../terminal/print.ts';
import { benchCampaign } from './bench-campaign.ts';

interface BenchOptions {
  readonly oracle: readonly string[];
  readonly runs: number;
  readonly growth: boolean;
  readonly big: boolean;
  readonly campaign: boolean;
  readonly output: string;
}

/** `map-parity bench`: the cost of our map and of qemu-img's, side by side. */
export function benchCommand(end: (status: number) => void): Command {
  return new Command('bench')
    .summary('measure our map beside a real qemu-img')
    .description('measure CPU time, memory and growth of our map beside a real qemu-img')
    .addOption(oracleOption('a qemu-img to use instead of the newest fetched one; repeatable'))
    .option('--runs <n>', 'counted runs of each program', wholeNumber(1), 7)
    .option('--growth', 'also measure how time grows with clusters, layers, tables and virtual size', false)
    .option('--big', 'also map 64 TiB, 5,000 layers and 50 million extents, and measure our memory', false)
    .option(
      '--campaign',
      'instead measure what a campaign costs: CPU by part, and the rate at 1 to 16 jobs',
      false,
    )
    .option('--output <folder>', 'folder for the figures and the plot', '.map-parity/bench')
    .addHelpText(
      'after',
      examples(['bench', 'bench --oracle 7.2 --runs 3 --growth', 'bench --campaign --runs 3']),
    )
    .action(async (options: BenchOptions) => end(await run(options)));
}

/** Exit status if the maps of the two programs differ. */
const differs = 1;

function run({ oracle: paths, runs, growth, big, campaign, output }: BenchOptions): Promise<number> {
  return withSession(paths, async session => {
    const { found, scratch, interruption } = session;
    interruption.signal.addEventListener('abort', () => exitAtOnce(interruption.status()!));
    const oracles = paths.length > 0 ? found.oracles : found.oracles.slice(-1);
    if (oracles.length === 0) {
      throw new HarnessError('no-oracle', 'no qemu-img to measure against', {
        next: oraclesHint('name one by --oracle'),
      });
    }
    makeFolder(output);
    if (campaign) {
      await benchCampaign(session, oracles.at(-1)!, runs, output);
      return 0;
    }
    for (const oracle of oracles) {
      const ours = [process.execPath, process.argv[1]!];
      const progress = (name: string): unknown => complain(`${oracle.name}: ${name}`);
      try {
        const result = await bench({
          oracle,
          ours,
          scratch,
          runs,
          growth,
          big,
          growthRuns: Math.min(runs, 5),
          progress,
        });
        const name = join(output, oracle.banner.split(' ')[2] ?? 'bench');
        writeFileSync(`${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
        writeFileSync(`${name}.svg`, plot(result));
        printLines([...summaryLinesOf(result), `written: ${name}.json, ${name}.svg`]);
      } catch (error) {
        // A signal to the process group first ends the running map; this process gets it one turn later.
        await setImmediate();
        if (!(error instanceof HarnessError) || error.code !== 'bench-differs') throw error;
        complain(`map-parity: ${error.message}. ${error.next}`);
        return differs;
      }
    }
    return 0;
  });
}
