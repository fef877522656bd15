import { readFileSync } from 'node:fs';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { PictureError } from '../../../generators/recipe/picture/picture-error.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { MapParityError } from '../../error.ts';
import { strerror } from '../../file/strerror.ts';

/**
 * Reads a `.case` file.
 *
 * @throws MapParityError `bad-file` where it can't be read, `bad-case` where it holds a mistake, which is shown
 */
export function readCase(path: string): Case {
  try {
    return parseCase(readFileSync(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof PictureError)
      throw new MapParityError('bad-case', `${path}, ${cause.message}`, { cause });
    const reason = strerror(cause) ?? (cause as Error).message;
    throw new MapParityError('bad-file', `${path}: ${reason}`, { cause });
  }
}
