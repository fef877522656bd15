import { Command, CommanderError } from 'commander';
import { version } from '../version.ts';
import { benchCommand } from './bench.ts';
import { bisectCommand } from './bisect.ts';
import { doctorCommand } from './doctor.ts';
import { drawCommand } from './draw.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { explainFailure } from './failure.ts';
import { goldenCommand } from './golden.ts';
import { huntCommand } from './hunt.ts';
import { importCommand } from './import.ts';
import { knownCommand } from './known.ts';
import { mergeCommand } from './merge.ts';
import { rebuildCommand } from './rebuild.ts';
import { reproduceCommand } from './reproduce.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { sweepCommand } from './sweep.ts';
import { tryCommand } from './try.ts';

/** Exit status of a wrong command line; the others are those of the verdicts: 0, 1, 3. */
const misuse = 2;

/** Runs one command of the harness; returns its exit status. Never throws: a failure is one line on stderr. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const outcome = { status: 0 };
  const program = new Command('map-parity')
    .description(
      'A TypeScript qemu-img map, and the harness that proves it says what the real qemu-img says.',
    )
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'map-parity: ')) })
    .addHelpText(
      'after',
      '\nExit status: 0 parity, 1 a divergence, 2 misuse, 3 the harness or an oracle failed.',
    );
  program
    .command('map')
    .description(
      "what qemu-img map prints, with qemu-img map's own arguments, --profile, --context and --confine (map --help)",
    )
    .helpOption(false);
  for (const command of [
    runCommand,
    mergeCommand,
    sweepCommand,
    tryCommand,
    drawCommand,
    explainCommand,
    goldenCommand,
    knownCommand,
    huntCommand,
    bisectCommand,
    exportCommand,
    rebuildCommand,
    reproduceCommand,
    importCommand,
    schemaCommand,
    benchCommand,
    doctorCommand,
  ]) {
    program.addCommand(command(status => (outcome.status = status)));
  }
  for (const command of program.commands) {
    for (const one of [command, ...command.commands]) one.exitOverride().copyInheritedSettings(program);
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return outcome.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misuse;
    const { text, status } = explainFailure(error);
    console.error(text);
    return status;
  }
}
