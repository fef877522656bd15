import type { CellState } from '../cells/cell.ts';
import type { TableField } from '../edit.ts';
import type { Encryption } from '../encryption.ts';
import type { HeaderField } from '../header-field.ts';

/** One kind of image of a block format, which `sub=` names. */
export interface BlockKind {
  /** The states that blocks can have. */
  readonly states: readonly CellState[];
  /** The header fields that an edit can name. Places count from where the writer puts the header. */
  readonly fields: ReadonlyMap<string, HeaderField>;
  /**
   * The bits of an entry in each table that an edit can name. No table: blocks stand in the file in guest order, and the
   * row reaches the end of the layer.
   */
  readonly tables: Readonly<Partial<Record<TableField, 32 | 64>>>;
  /**
   * The file of a layer is text that names the files of its extents. Blocks stand in these in guest order, and edits of fields
   * and tables change the first of them.
   */
  readonly hasExtents?: true;
  /** The sizes of blocks, if not those of the format. */
  readonly sizes?: BlockFormat['sizes'];
  /** Map looks for holes in the file: data that was never written reads as zeros there. */
  readonly showsHoles: boolean;
  /** False: probing takes an image for a raw file. */
  readonly isProbed: boolean;
  /** Whether qemu opens an image of no bytes. */
  readonly opensEmpty: boolean;
}

/**
 * A format that divides the guest's bytes into blocks of one size. A table says for each block where it stands in the file,
 * or that it has no place there. What rooms need to know about such a format stands here; its files are made in `write`.
 */
export interface BlockFormat {
  /** The kinds of image by the names that `sub=` takes, the usual one first. */
  readonly kinds: Readonly<Record<string, BlockKind>>;
  /** The least and the most bytes of a block. Each power of two between them is a size. */
  readonly sizes: { readonly least: number; readonly most: number };
  /** The largest virtual size that qemu opens with blocks of `unit` bytes, in bytes. */
  largest(unit: number): bigint;
  /** What an unallocated block is: open to the layer below, zeros of this layer, or data, as all that map is told nothing of. */
  readonly unallocated: 'open' | 'zero' | 'data';
  /** Some builds of versions before this one lack the format. Absent: all have it. */
  readonly missingBefore?: readonly [major: number, minor: number];
  /** Whether qemu counts the last sector of a size that ends inside one. */
  readonly countsPartSector: boolean;
  /** qemu writes compressed blocks. Of other formats it only reads them. */
  readonly isWrittenCompressed?: true;
  /** A size is a whole number of blocks. */
  readonly hasWholeBlocks?: true;
  /** Probing goes by the end of the file name, and not by what is in the file. */
  readonly ending?: string;
  /** How its images can be encrypted. Absent: they can't. */
  readonly encryption?: {
    readonly method: Encryption['method'];
    /** The password of a layer that states none, for a format whose images are all encrypted. */
    readonly usual?: string;
  };
  /** The format that a header records for a backing file of a format; null: none. Absent: a file names no backing file. */
  readonly recordedFormat?: (format: string) => string | null;
  /** qemu takes every backing file for an image of the format itself. Absent: the header records its format, or it is probed. */
  readonly onlyOverItself?: true;
  /** A character that the name of a backing file can't have. Absent: it can have all. */
  readonly endsNames?: string;
}
