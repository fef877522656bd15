/** A number in JSON, as its text. */
export interface JsonNumber {
  readonly number: string;
}
