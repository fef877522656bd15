import type { Command } from 'commander';
import { traits } from '../../../../generators/wish/wish.ts';
import { adapters } from '../../../harness/parties/subject/adapters/adapters.ts';
import { recorded } from '../../../map/profile/profile.ts';
import { leftOutNames } from '../../options/arguments/features.ts';
import { commandOf } from '../../options/command-of.ts';

/** What options are given that choose from no fixed list, or from one that is too long for their help. */
const offered: Readonly<Record<string, readonly string[]>> = {
  '--feature': traits,
  '--without-feature': leftOutNames,
  '--adapter': adapters.map(({ name }) => name),
  '--profile': Object.keys(recorded),
};

/**
 * The words that may follow others on a command line: commands, options and what these choose from. None where a value or the
 * name of a file is due.
 *
 * @param words the words before the one that is completed, without the name of the program; bash has the `=` before a value as one
 */
export function completionWords(program: Command, words: readonly string[]): string[] {
  const before = words.filter(word => word !== '=');
  const command = commandOf(program, before);
  const last = command.options.find(
    ({ long, short }) => before.length > 0 && [long, short].includes(before.at(-1)),
  );
  const choices = last?.argChoices ?? offered[last?.long ?? ''];
  if (choices !== undefined) return [...choices];
  if (last?.required === true) return [];
  const help = command.createHelp();
  return [
    ...help.visibleCommands(command).map(each => each.name()),
    ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    ...help.visibleOptions(command).flatMap(({ long }) => long ?? []),
  ];
}
