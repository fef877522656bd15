/** Options of a block device node. Those of its children stand within, those of several in a list. */
export interface NodeOptions {
  readonly [key: string]: string | number | boolean | null | NodeOptions | NodeList;
}

/** Options by the names 0, 1 and so on. */
export type NodeList = readonly NodeOptions[string][];
