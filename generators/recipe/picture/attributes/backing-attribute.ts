import type { Layer } from '../../recipe.ts';
import { printWord, quoteWord } from '../text/word.ts';
import type { Attribute } from './attribute.ts';

/** `backing=NAME`, or `backing=none`. A file that is called none stands in quotes. */
export const backingAttribute: Attribute = {
  about: 'backing',
  takes: 'a file name or none',
  read: ({ text, quoted }) => ({ backing: text === 'none' && !quoted ? null : text }),
};

/** The word for a backing file, if a layer states one. */
export function printBacking(backing: Layer['backing']): string[] {
  if (backing === undefined) return [];
  if (backing === null) return ['backing=none'];
  return [`backing=${backing === 'none' ? quoteWord(backing) : printWord(backing)}`];
}
