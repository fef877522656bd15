import { Command } from 'commander';
import { geometryFactors } from '../../../../generators/sweep/qcow2/geometry.ts';
import { geometryLines, geometryProgress } from '../../../harness/report/geometry-lines.ts';
import { runGeometry } from '../../../harness/runs/sweep/run-geometry.ts';
import { wholeNumber } from '../../options/arguments/whole-number.ts';
import { findingsOption } from '../../options/findings-option.ts';
import { examples } from '../../options/help.ts';
import { jobsOption } from '../../options/jobs-option.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import { quietOption } from '../../options/quiet-option.ts';
import { writableFolder } from '../../options/report-options.ts';
import { limitsOf, timeoutOption } from '../../options/timeout-option.ts';
import { withSession } from '../../session/session.ts';
import { type SweepPlace, sweepInSession } from './sweep-in-session.ts';

interface GeometryOptions extends SweepPlace {
  readonly strength: number;
  readonly jobs: number;
  readonly oracle: readonly string[];
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
    .addOption(quietOption())
    .addHelpText('after', examples(['sweep geometry', 'sweep geometry --strength 2']))
    .action(async (options: GeometryOptions) => {
      const { strength, jobs, oracle, timeout } = options;
      writableFolder(options.findings);
      const status = await withSession(
        oracle,
        session =>
          sweepInSession(session, options, {
            run: (plan, watcher) => runGeometry(plan, strength, jobs, watcher),
            progressText: geometryProgress,
            lines: geometryLines,
          }),
        { limits: limitsOf(timeout) },
      );
      end(status);
    });
}
