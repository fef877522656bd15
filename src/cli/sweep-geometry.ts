import { Command } from 'commander';
import { geometryFactors } from '../../generators/sweep/qcow2/geometry.ts';
import { geometryLines, geometryProgress } from '../harness/report/geometry-lines.ts';
import { runGeometry } from '../harness/runs/sweep/run-geometry.ts';
import { wholeNumber } from './arguments.ts';
import { findingsOption } from './findings-option.ts';
import { examples } from './help.ts';
import { jobsOption } from './jobs-option.ts';
import { oracleOption } from './oracle-option.ts';
import { writableFolder } from './report-options.ts';
import { withSession } from './session.ts';
import { sweepInSession } from './sweep-in-session.ts';
import { limitsOf, timeoutOption } from './timeout-option.ts';

interface GeometryOptions {
  readonly strength: number;
  readonly jobs: number;
  readonly oracle: readonly string[];
  readonly findings: string;
  readonly timeout?: number;
}

/** `map-parity sweep geometry`: every combination of geometries, in few chains. */
export function sweepGeometryCommand(end: (status: number) => void): Command {
  return new Command('geometry')
    .description(
      `map every possible combination of these factors: ${Object.keys(geometryFactors).join(', ')}; each chain is a small sweep`,
    )
    .option(
      '--strength <factors>',
      'how many factors a combination has',
      wholeNumber(1, Object.keys(geometryFactors).length),
      3,
    )
    .addOption(jobsOption('chains that are mapped at once'))
    .addOption(oracleOption())
    .addOption(timeoutOption())
    .addOption(findingsOption())
    .addHelpText('after', examples(['sweep geometry', 'sweep geometry --strength 2']))
    .action(async ({ strength, jobs, oracle, findings, timeout }: GeometryOptions) => {
      writableFolder(findings);
      const status = await withSession(
        oracle,
        session =>
          sweepInSession(session, findings, {
            run: (plan, watcher) => runGeometry(plan, strength, jobs, watcher),
            progressText: geometryProgress,
            lines: geometryLines,
          }),
        { limits: limitsOf(timeout) },
      );
      end(status);
    });
}
