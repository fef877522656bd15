import { readFileSync } from 'node:fs';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { PictureError } from '../../../generators/recipe/picture/text/picture-error.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { strerror } from '../../map/file/strerror.ts';
import { HarnessError } from '../basics/harness-error.ts';

/**
 * Reads a `.case` file.
 *
 * @throws HarnessError `bad-file` when it can't be read, `bad-case` when it holds a mistake; the message shows the place
 */
export function readCase(path: string): Case {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('\0'))
      throw new HarnessError('bad-case', `${path} is no text`, {
        next: 'If it is an image, map-parity draw prints its case.',
      });
    return parseCase(text);
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    if (cause instanceof PictureError)
      throw new HarnessError('bad-case', `${path}, ${cause.message}`, { cause });
    const reason = strerror(cause) ?? (cause as Error).message;
    throw new HarnessError('bad-file', `${path}: ${reason}`, { cause });
  }
}
