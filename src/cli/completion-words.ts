import type { Command } from 'commander';

/**
 * The words that may follow others on a command line: commands, options and what these choose from. None where a value or the
 * name of a file is due.
 *
 * @param before the words before the one that is completed, without the name of the program
 */
export function completionWords(program: Command, before: readonly string[]): string[] {
  const command = before.reduce(
    (found, word) => found.commands.find(each => each.name() === word) ?? found,
    program,
  );
  const last = command.options.find(
    ({ long, short }) => before.length > 0 && [long, short].includes(before.at(-1)),
  );
  if (last?.argChoices !== undefined) return last.argChoices;
  if (last?.required === true) return [];
  const help = command.createHelp();
  return [
    ...help.visibleCommands(command).map(each => each.name()),
    ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    ...help.visibleOptions(command).flatMap(({ long }) => long ?? []),
  ];
}
