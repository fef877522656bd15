/** The place and the width of a field of a header, both in bytes. */
export interface HeaderField {
  readonly at: number;
  readonly width: 1 | 2 | 4 | 8;
}
