/** The place of a field that an edit names, in bytes of the file. */
export interface FieldPlace {
  /** The name of the file; absent: the one of the layer. */
  readonly file?: string;
  readonly at: bigint;
  readonly width: 1 | 2 | 4 | 8;
  /** Absent: the most significant byte is first. */
  readonly order?: 'least first';
  /** Present if the field shares its byte with others: the field `index` of `bits` bits, from the low bits on. */
  readonly withinByte?: { readonly index: number; readonly bits: number };
}
