import { Command } from 'commander';
import { goldenLines, goldenStatus } from '../../../harness/report/golden/golden-lines.ts';
import { checkGoldens } from '../../../harness/runs/golden/check-goldens.ts';
import { goldenCases } from '../../../harness/runs/golden/golden-cases.ts';
import { goldenFaults } from '../../../harness/runs/golden/golden-faults.ts';
import { noFindings, noSource } from '../../../harness/runs/workers/crew/crew.ts';
import { goldenWork, openCrew } from '../../../harness/runs/workers/crew/open-crew.ts';
import { goldensOn } from '../../../harness/runs/workers/crew/run-in-order.ts';
import { examples } from '../../options/help.ts';
import { jobsOption } from '../../options/jobs-option.ts';
import { type Session, withSession } from '../../session/session.ts';
import { complain, printLines } from '../../terminal/print.ts';

/** `map-parity golden check`. */
export function goldenCheckCommand(end: (status: number) => void): Command {
  return new Command('check')
    .description('check our map against all records, and that no file is missing or left over')
    .addOption(jobsOption('cases that are checked at once'))
    .addHelpText('after', examples(['golden check']))
    .action(async ({ jobs }: { readonly jobs: number }) =>
      end(await withSession([], session => check(session, jobs))),
    );
}

async function check({ parties, scratch, cancel }: Session, jobs: number): Promise<number> {
  const faults = goldenFaults();
  for (const fault of faults) complain(`map-parity: golden: ${fault}`);
  if (faults.length > 0) return 2;
  const cases = goldenCases();
  const plan = { parties: { ...parties, oracles: [] }, scratch, jobs, ...noSource, ...noFindings };
  const crew = openCrew(plan, { work: cases.length * goldenWork });
  const results = await checkGoldens(cases, goldensOn(crew), cancel).finally(() => crew.close());
  printLines(goldenLines(results));
  return goldenStatus(results);
}
