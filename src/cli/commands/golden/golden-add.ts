import { Command } from 'commander';
import { readCase } from '../../../harness/files/read-case.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import { goldenLines } from '../../../harness/report/golden/golden-lines.ts';
import { addGolden } from '../../../harness/runs/golden/add-golden.ts';
import { checkGolden } from '../../../harness/runs/golden/check-goldens.ts';
import { requireSoundGoldens } from '../../../harness/runs/golden/golden-faults.ts';
import { examples } from '../../options/help.ts';
import { refuseInCi } from '../../session/refuse-in-ci.ts';
import { type Session, withSession } from '../../session/session.ts';
import { printLine, printLines } from '../../terminal/print.ts';
import { interrupted } from './golden-recordings.ts';

interface AddOptions {
  readonly note: string;
  readonly name?: string;
}

/** `map-parity golden add`. */
export function goldenAddCommand(end: (status: number) => void): Command {
  return new Command('add')
    .description('make a case the next golden one, recorded from the fetched qemu-imgs')
    .argument('<case>', 'a .case file, for example the reduced case of a finding')
    .requiredOption('--note <text>', 'why the case exists (required)')
    .option('--name <words>', 'the name of its file (default: the note)')
    .addHelpText('after', examples(["golden add found.case --note 'a hole past the end of the base'"]))
    .action(async (path: string, options: AddOptions) => {
      refuseInCi('golden add');
      end(await withSession([], session => add(session, path, options)));
    });
}

async function add({ found, scratch, cancel }: Session, path: string, options: AddOptions): Promise<number> {
  requireSoundGoldens();
  const golden = await addGolden(readCase(path), options, found.oracles, scratch, cancel);
  if (golden === undefined) {
    printLine(interrupted);
    return 0;
  }
  const versions = found.oracles.map(({ name }) => name).join(', ');
  printLine(`added golden/cases/${golden.name}.case, recorded from qemu-img ${versions}`);
  const results = [checkGolden(golden, inProcess, scratch)];
  printLines(goldenLines(results));
  return 0;
}
