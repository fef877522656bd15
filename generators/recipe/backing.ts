/** The backing file that the header of a layer names. */
export interface HeaderBacking {
  /** The name in the header, relative to the folder of the layer's own file. Null: no backing file. */
  readonly name: string | null;
  /** The backing format in the header. Null: none. */
  readonly format: string | null;
}
