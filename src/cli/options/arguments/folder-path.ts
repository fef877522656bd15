import { MapError } from '../../../map/basics/error.ts';

/**
 * The absolute path of a folder that `--confine` names. A relative one starts from the working directory.
 *
 * @throws MapError `bad-folder` for a word that is a folder only by accident: an empty one, as an unset variable of a script
 * gives it, and an option that follows where the folder was left out
 */
export function folderPath(word: string): string {
  if (word === '') {
    throw new MapError('bad-folder', '--confine needs a folder', {
      next: 'Write . for the working directory.',
    });
  }
  if (word.startsWith('-')) {
    throw new MapError('bad-folder', `--confine needs a folder, and ${word} looks like an option`, {
      next: `Write ./${word} if it is a folder.`,
    });
  }
  return word.startsWith('/') ? word : `${process.cwd()}/${word}`;
}
