import { Command } from 'commander';
import { version } from '../../version.ts';
import { examples } from '../options/help.ts';
import { printText } from '../terminal/print.ts';

/** `map-parity man`: the manual page, made from the commands. */
export function manCommand(end: (status: number) => void): Command {
  return new Command('man')
    .summary('print the manual page, in roff')
    .description('print the manual page of this program and all its commands, in roff')
    .addHelpText('after', examples(['man > ~/.local/share/man/man1/map-parity.1']))
    .action((_options: unknown, command: Command) => {
      const program = command.parent!;
      printText(
        `${[...pageHead(program), ...program.commands.flatMap(each => section(each, ''))].join('\n')}\n`,
      );
      end(0);
    });
}

function pageHead(program: Command): string[] {
  return [
    `.TH MAP-PARITY 1 "" "map-parity ${version}"`,
    '.SH NAME',
    `map-parity \\- ${roff(program.description())}`,
    '.SH SYNOPSIS',
    `.B map-parity ${roff(program.usage())}`,
    '.SH COMMANDS',
  ];
}

/** A command with its arguments and options, and the commands below it. */
function section(command: Command, above: string): string[] {
  const help = command.createHelp();
  const name = `${above}${command.name()}`;
  const items: [string, string][] = [
    ...help.visibleArguments(command).map((each): [string, string] => [each.name(), each.description]),
    ...help
      .visibleOptions(command)
      .map((each): [string, string] => [each.flags, help.optionDescription(each)]),
  ];
  return [
    `.SS "map-parity ${roff(`${name} ${command.usage()}`).replaceAll('"', '\\(dq')}"`,
    roff(command.description() || command.summary()),
    ...items.flatMap(([term, text]) => ['.TP', `.B ${roff(term)}`, roff(text)]),
    ...help
      .visibleCommands(command)
      .filter(each => each.name() !== 'help')
      .flatMap(each => section(each, `${name} `)),
  ];
}

/** A text as roff prints it: no requests at the start of a line, and hyphens that can be searched. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1');
}
