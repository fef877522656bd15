import type { Encryption } from '../encryption.ts';

/** What a layer of a block format states beyond its shape. Which of these a format has, its description says. */
export interface BlockAttributes {
  /** Absent: the data is readable by anyone. */
  readonly encryption?: Encryption;
  /** The backing file's name as the header has it; null: none. Absent: the next deeper layer. */
  readonly backing?: string | null;
  /** The kind of image, by its name in `BlockFormat.kinds`. Absent: the first of them. */
  readonly subformat?: string;
  /** Bytes of each extent but the last, in kinds with extents. Absent: there is one. */
  readonly extentSize?: number;
  /**
   * Host slots of the blocks that have one (data, data-hole), in guest order. Absent: 0, 1, 2 …. An image without a table
   * has none.
   */
  readonly slots?: readonly number[];
}
