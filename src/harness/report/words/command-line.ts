import { isAbsolute, relative } from 'node:path';
import { quoted } from '../../../../generators/script/shell.ts';
import { visibleLine } from '../../../map/basics/visible.ts';

/**
 * A command of map-parity as it can be typed in the working directory, in a shell. `ci/map-parity` passes on the path by which
 * it was started.
 */
export function commandLine(...words: readonly string[]): string {
  const name = shownPath(process.env.MAP_PARITY_COMMAND ?? 'map-parity');
  return [name, ...words].map(shellWord).join(' ');
}

/**
 * A path as it was given; relative if it was given by its whole path and lies in the working directory. It has a slash then, as
 * programs must: names without one are looked up on the PATH.
 */
export function shownPath(path: string): string {
  if (!isAbsolute(path)) return path;
  const from = relative('.', path);
  if (from === '' || from === '..' || from.startsWith('../')) return path;
  return from.includes('/') ? from : `./${from}`;
}

/**
 * A word of a shown command. A word that can't be shown as it is has the quotes of POSIX.1-2024 in which control characters are
 * written as escapes.
 */
export function shellWord(word: string): string {
  const backslashes = word.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return visibleLine(word) === word ? quoted(word) : `$'${visibleLine(backslashes)}'`;
}
