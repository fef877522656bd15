/** A position in a text: the line from 1, the column from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A mistake in a picture. The message is a clause, the line it is about, and a caret under the column. */
export class PictureError extends Error {
  override readonly name: string = 'PictureError';
  /** The clause alone. */
  readonly clause: string;
  readonly place: Place;

  constructor(clause: string, place: Place, text: string) {
    // Tabs stay tabs, so that the caret stands under its column however wide they are shown.
    const indent = text.slice(0, place.column).replace(/[^\t]/g, ' ');
    super(`line ${place.line}: ${clause}\n${text}\n${indent}^`);
    this.clause = clause;
    this.place = place;
  }
}
