/** Options of a block device node. Those of its children stand within. */
export interface NodeOptions {
  readonly [key: string]: string | number | boolean | null | NodeOptions;
}
