import { Command, CommanderError } from 'commander';
import { version } from '../version.ts';
import { attackCommand } from './commands/attack.ts';
import { benchCommand } from './commands/bench/bench.ts';
import { bisectCommand } from './commands/bisect.ts';
import { boundsCommand } from './commands/bounds.ts';
import { caseCommand } from './commands/case.ts';
import { completionCommand } from './commands/completion/completion.ts';
import { doctorCommand } from './commands/doctor.ts';
import { drawCommand } from './commands/draw.ts';
import { explainCommand } from './commands/explain.ts';
import { exploreCommand } from './commands/explore/explore.ts';
import { exportCommand } from './commands/export.ts';
import { fetchCommand } from './commands/fetch.ts';
import { goldenCommand } from './commands/golden/golden.ts';
import { huntCommand } from './commands/hunt.ts';
import { importCommand } from './commands/import.ts';
import { knownCommand } from './commands/known/known.ts';
import { manCommand } from './commands/man.ts';
import { mergeCommand } from './commands/merge.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { reproduceCommand } from './commands/reproduce.ts';
import { runCommand } from './commands/run/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { sweepCommand } from './commands/sweep/sweep.ts';
import { tryCommand } from './commands/try/try.ts';
import { alike } from './options/arguments/alike.ts';
import { commandOf, fullName } from './options/command-of.ts';
import { takeConfiguration } from './options/configuration.ts';
import { helpConfiguration } from './options/help.ts';
import { nameAllMissing } from './options/missing-options.ts';
import { endWithSupervisor, isSupervised, supervised } from './supervise.ts';
import { explainFailure } from './terminal/failure.ts';
import { listenToOutput } from './terminal/output.ts';
import { complain } from './terminal/print.ts';

/** Exit status of a wrong command line; those of verdicts are 0, 1 and 3. */
const misuse = 2;

type MakeCommand = (end: (status: number) => void) => Command;

/** The commands, in the groups of the help. */
const groups: Readonly<Record<string, readonly MakeCommand[]>> = {
  'Maps of images:': [mapCommand, explainCommand, drawCommand, exploreCommand, schemaCommand],
  'Parity:': [runCommand, mergeCommand, sweepCommand, attackCommand, tryCommand],
  'Versions of qemu:': [huntCommand, bisectCommand],
  'Cases:': [
    caseCommand,
    importCommand,
    rebuildCommand,
    reproduceCommand,
    exportCommand,
    goldenCommand,
    knownCommand,
  ],
  'This program:': [benchCommand, boundsCommand, doctorCommand, fetchCommand, completionCommand, manCommand],
};

/** Runs the command line of this process, a sweep in a process of its own, and returns the exit status. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  // A write past `ulimit -f` is an error of that write then, instead of the end of this process.
  process.on('SIGXFSZ', () => {});
  if (isSupervised()) endWithSupervisor();
  else if (args[0] === 'sweep') return supervised(args);
  return runProgram(args);
}

/** Runs one command and returns its exit status. It never throws: a failure is one line on stderr. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const outcome = { status: 0 };
  const program = new Command('map-parity')
    .description('qemu-img map in TypeScript, and the harness that compares it with real qemu-imgs')
    .usage('<command> [options]')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp(helpConfiguration)
    .configureOutput({ outputError: text => complain(misuseLine(text, commandOf(program, args))) })
    .addHelpText(
      'after',
      '\nSee map-parity COMMAND --help for a command. Exit status: 0 parity, 1 divergence, 2 misuse,\n' +
        '3 the harness or an oracle failed, 130 ended by Ctrl-C, 143 ended by SIGTERM.',
    );
  for (const [heading, commands] of Object.entries(groups)) {
    program.commandsGroup(heading);
    for (const command of commands) program.addCommand(command(status => (outcome.status = status)));
  }
  program.helpCommand('help [command]', 'print the help of a command');
  for (const command of program.commands) {
    for (const each of [command, ...command.commands]) {
      each.exitOverride().copyInheritedSettings(program);
      nameAllMissing(each);
    }
  }
  program.hook('preAction', (_, command) => takeConfiguration(command));
  const output = listenToOutput();
  const status = await statusOf(async () => {
    await program.parseAsync(args, { from: 'user' });
    return outcome.status;
  });
  const lost = await output.settled();
  if (lost === undefined) return status;
  complain(`map-parity: stdout: ${lost}`);
  return 3;
}

/**
 * What Commander says of a command line, in one line with what to do next: its suggestions, which it has in a line of their own, if they
 * are near the word that was typed, or the help. Commander suggests `bounds` for `bogus`.
 */
function misuseLine(text: string, command: Command): string {
  const line = text
    .trimEnd()
    .replace(/^error: /, 'map-parity: ')
    .replace(/(?<='(.*)')\n\(Did you mean (?:one of )?(.*)\?\)$/, (_, typed: string, suggested: string) => {
      const near = alike(typed, suggested.split(', '));
      return near.length > 0 ? `. Did you mean ${near.join(' or ')}?` : '';
    });
  return /[.?]$/.test(line) ? line : `${line}. See ${fullName(command)} --help.`;
}

async function statusOf(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misuse;
    const { lines, status } = explainFailure(error);
    for (const line of lines) complain(line);
    return status;
  }
}

/** `map` in the help. src/cli/main.ts runs it without this program. */
function mapCommand(): Command {
  return new Command('map')
    .summary('print what qemu-img map prints, with the same arguments (map --help)')
    .helpOption(false);
}
