import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { PictureError, type Place } from '../../../../generators/recipe/picture/text/picture-error.ts';

/** A mistake in a picture. */
export interface Mistake {
  readonly clause: string;
  readonly place: Place;
}

/** The mistake of a picture, which has one at a time; undefined if it has none. */
export function mistakeIn(text: string): Mistake | undefined {
  try {
    parseCase(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    return { clause: error.clause, place: error.place };
  }
}
