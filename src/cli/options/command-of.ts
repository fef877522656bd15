import type { Command } from 'commander';

/** The command that words of a command line name: the program itself if they name none, and `golden add` for `golden add x.case`. */
export function commandOf(program: Command, words: readonly string[]): Command {
  return words.reduce((found, word) => found.commands.find(each => each.name() === word) ?? found, program);
}

/** What is typed for a command, with the name of the program: `map-parity golden add`. */
export function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}
