import { PictureError, type Place } from './picture-error.ts';

/** One line of a picture, and the position of the reader in it. */
export class LineReader {
  readonly text: string;
  readonly line: number;
  /** The next character to read, from 0. */
  column = 0;

  /** `line` counts from 1. */
  constructor(text: string, line: number) {
    this.text = text;
    this.line = line;
  }

  get place(): Place {
    return { line: this.line, column: this.column };
  }

  /** The next character, or an empty string at the end of the line. */
  get next(): string {
    return this.text.charAt(this.column);
  }

  get atEnd(): boolean {
    return this.column >= this.text.length;
  }

  /** Reads what the pattern (sticky) matches here. Undefined: no match. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.column;
    const [found] = pattern.exec(this.text) ?? [];
    this.column += found?.length ?? 0;
    return found;
  }

  skipSpaces(): void {
    this.take(/\s*/y);
  }

  /** The error for a mistake at the next character, or at another place of this line. */
  mistake(clause: string, place: Place = this.place): PictureError {
    return new PictureError(clause, place, this.text);
  }

  /** Reads the rest of the line. Throws a mistake if it isn't blank. */
  expectEnd(what: string): void {
    this.skipSpaces();
    if (!this.atEnd) throw this.mistake(`the line should end after ${what}`);
  }
}
