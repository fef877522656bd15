import { basename } from 'node:path';
import { Command } from 'commander';
import { recordingLines } from '../../../harness/report/golden/recording-lines.ts';
import { goldenCases } from '../../../harness/runs/golden/golden-cases.ts';
import { requireSoundGoldens } from '../../../harness/runs/golden/golden-faults.ts';
import { importOutcomes } from '../../../harness/runs/golden/import-outcomes.ts';
import { readMeasuredOutcomes } from '../../../harness/runs/golden/measured-outcomes.ts';
import { profileNamed } from '../../../map/profile/profile.ts';
import { examples } from '../../options/help.ts';
import { refuseInCi } from '../../session/refuse-in-ci.ts';
import { printLine, printText } from '../../terminal/print.ts';
import { writeUnchanged } from './golden-recordings.ts';

interface ImportOptions {
  readonly build: string;
  readonly as?: string;
}

/** `map-parity golden import`. */
export function goldenImportCommand(end: (status: number) => void): Command {
  return new Command('import')
    .description('add outcomes of a qemu-img on another machine to the records; never replace an outcome')
    .argument('<file>', 'one JSON object in each line: case, arguments, status, stdout, stderr')
    .requiredOption('--build <words>', 'the build that was measured, and its libraries (required)')
    .option('--as <version>', 'the version that was measured, like 8.2.0 (default: the name of the file)')
    .addHelpText(
      'after',
      examples(["golden import 8.2.0.jsonl --build 'upstream 8.2.0, built on Debian 12'"]),
    )
    .action((path: string, options: ImportOptions) => {
      refuseInCi('golden import');
      end(importFile(path, options));
    });
}

/** Imports a file. An outcome that would change a recorded one is shown and not written: a person has to review it. */
function importFile(path: string, options: ImportOptions): number {
  requireSoundGoldens();
  const version = options.as ?? basename(path).replace(/\.jsonl?$/, '');
  profileNamed(version);
  const { recordings, leftOut, unmeasured } = importOutcomes(
    readMeasuredOutcomes(path),
    version,
    goldenCases(),
  );
  for (const reason of leftOut) printLine(`left out: ${reason}`);
  if (unmeasured.length > 0) printLine(`not measured: ${unmeasured.join(', ')}`);
  for (const recording of recordings)
    if (recording.state.kind === 'changed') printText(`${recordingLines(recording).join('\n')}\n\n`);
  const day = new Date().toISOString().slice(0, 10);
  const origin = { [version]: `qemu-img version ${version} (${options.build}; imported ${day})` };
  return writeUnchanged(
    recordings,
    origin,
    'to change a recorded outcome, review it with that qemu-img: golden review --oracle',
  );
}
