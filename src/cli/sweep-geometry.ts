import { Command } from 'commander';
import { geometryFactors } from '../../generators/sweep/qcow2/geometry.ts';
import { findingsFolder } from '../harness/finding/store.ts';
import { geometryLines, geometryProgress } from '../harness/report/geometry-lines.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { statusLineOn } from '../harness/report/progress.ts';
import { runGeometry } from '../harness/runs/sweep/run-geometry.ts';
import { sweepStatus } from '../harness/runs/sweep/sweep-result.ts';
import { wholeNumber } from './arguments.ts';
import { jobsOption } from './jobs-option.ts';
import { oracleOption } from './oracle-option.ts';
import { writableFolder } from './report-options.ts';
import { type Session, withSession } from './session.ts';

interface GeometryOptions {
  readonly strength: number;
  readonly jobs: number;
  readonly oracle: readonly string[];
  readonly findings: string;
}

/** Milliseconds that reducing one finding may take. */
const reduction = 20_000;

/** `map-parity sweep geometry`. */
export function sweepGeometryCommand(end: (status: number) => void): Command {
  return new Command('geometry')
    .description(`combinations of ${Object.keys(geometryFactors).join(', ')}: a small sweep in each`)
    .option(
      '--strength <factors>',
      'how many of these are combined',
      wholeNumber(1, Object.keys(geometryFactors).length),
      3,
    )
    .addOption(jobsOption('chains that are mapped at once'))
    .addOption(oracleOption())
    .option('--findings <folder>', 'where findings are stored', writableFolder, findingsFolder)
    .action(async (options: GeometryOptions) =>
      end(await withSession(options.oracle, session => run(session, options))),
    );
}

async function run({ parties, found, scratch }: Session, options: GeometryOptions): Promise<number> {
  for (const line of oracleLines(found)) console.log(line);
  const progress = statusLineOn(process.stderr);
  const { strength, jobs, findings } = options;
  const result = await runGeometry(
    parties,
    scratch,
    strength,
    jobs,
    { findings, reduction },
    {
      progress: (so, milliseconds) => progress.show(() => geometryProgress(so, milliseconds), milliseconds),
      found: finding => {
        progress.clear();
        console.log(finding.report);
      },
    },
  );
  progress.clear();
  for (const line of geometryLines(
    result,
    found.oracles.map(({ name }) => name),
  ))
    console.log(line);
  if (found.lost.length === 0) return sweepStatus(result);
  console.log('but a qemu-img failed: see above');
  return 3;
}
