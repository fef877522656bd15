import type { Query } from '../../../generators/recipe/recipe.ts';
import { MapParityError } from '../../map/basics/error.ts';
import type { OpenImageOptions } from '../../map/index.ts';
import { spelledOut } from '../finding/reduce/spelled-out.ts';
import { explanationLines } from './explanation-lines.ts';

/**
 * What stands behind a guest offset (bytes) of the image that a query maps, whose files are in `folder`; the reason alone where
 * it can't be opened.
 */
export function behindLines(query: Query, at: bigint, folder: string): string[] {
  const words = spelledOut(query);
  try {
    return [
      'behind it',
      ...explanationLines(words.at(-1) ?? '', at, { directory: folder, ...openedAs(words) }),
    ];
  } catch (error) {
    if (error instanceof MapParityError) return [`nothing to show behind it: ${error.message}`];
    throw error;
  }
}

/** How the words open their image; of secrets those that are written out. */
function openedAs(words: Query): OpenImageOptions {
  const format = words[words.indexOf('-f') + 1];
  const secrets = words.flatMap(word => {
    const [, id, data] = /^secret,id=([^,]+),data=([^,]*)$/.exec(word.replace(/^--object=/, '')) ?? [];
    return id === undefined || data === undefined ? [] : [[id, data]];
  });
  return {
    imageOptions: words.includes('--image-opts'),
    secrets: Object.fromEntries(secrets),
    ...(words.includes('-f') && format !== undefined && { format }),
  };
}
