/** A position in a text: the line from 1, the column from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A mistake in a picture. The message is a clause, the line with the mistake, and a caret under the column. */
export class PictureError extends Error {
  override readonly name: string = 'PictureError';
  /** The clause without the line. */
  readonly clause: string;
  readonly place: Place;

  constructor(clause: string, place: Place, text: string) {
    // Tabs stay, so that the caret is under its column at any tab width. Other control characters could command a
    // terminal: they are replaced.
    const printed = text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd');
    const indent = printed.slice(0, place.column).replace(/[^\t]/g, ' ');
    super(`line ${place.line}: ${clause}\n${printed}\n${indent}^`);
    this.clause = clause;
    this.place = place;
  }
}
