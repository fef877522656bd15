import { Command } from 'commander';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import { goldenLines, goldenStatus } from '../harness/report/golden-lines.ts';
import { checkGoldens } from '../harness/runs/golden/check-goldens.ts';
import { goldenCases } from '../harness/runs/golden/golden-cases.ts';
import { goldenFaults } from '../harness/runs/golden/golden-faults.ts';
import { examples } from './help.ts';
import { complain, printLines } from './print.ts';
import { type Session, withSession } from './session.ts';

/** `map-parity golden check`. */
export function goldenCheckCommand(end: (status: number) => void): Command {
  return new Command('check')
    .description('check our map against all records, and that no file is missing or left over')
    .addHelpText('after', examples(['golden check']))
    .action(async () => end(await withSession([], check)));
}

async function check({ scratch, cancel }: Session): Promise<number> {
  const faults = goldenFaults();
  for (const fault of faults) complain(`map-parity: golden: ${fault}`);
  if (faults.length > 0) return 2;
  const results = await checkGoldens(goldenCases(), inProcess, scratch, cancel);
  printLines(goldenLines(results));
  return goldenStatus(results);
}
