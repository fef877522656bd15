import { Command } from 'commander';
import { examples } from '../../options/help.ts';
import { goldenAddCommand } from './golden-add.ts';
import { goldenCheckCommand } from './golden-check.ts';
import { goldenImportCommand } from './golden-import.ts';
import { goldenRecordCommand } from './golden-record.ts';
import { goldenReviewCommand } from './golden-review.ts';

/** `map-parity golden`: cases with outcomes that are recorded from real qemu-imgs. */
export function goldenCommand(end: (status: number) => void): Command {
  const golden = new Command('golden')
    .summary('check, record, review, import or add golden cases')
    .description('golden cases: chains and queries with outcomes that are recorded from real qemu-imgs')
    .addHelpText('after', examples(['golden check', "golden add found.case --note 'a hole past the end'"]));
  const commands = [
    goldenCheckCommand,
    goldenRecordCommand,
    goldenReviewCommand,
    goldenImportCommand,
    goldenAddCommand,
  ];
  for (const command of commands) golden.addCommand(command(end));
  return golden;
}
