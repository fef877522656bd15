import type { BlockAttributes } from './blocks/block-attributes.ts';
import type { BlockFormatName } from './blocks/block-formats.ts';
import type { CellRun } from './cells/cell.ts';
import type { Edit } from './edit.ts';
import type { Qcow2Attributes } from './qcow2/qcow2-attributes.ts';

export type {
  CellRun,
  CellState,
  MixedCell,
  SubclusterRun,
  SubclusterState,
  UniformCell,
} from './cells/cell.ts';
export type { Edit, FieldEdit, TableField } from './edit.ts';
export type { Encryption } from './encryption.ts';
export type { DirtyBitmap, HeaderExtension, Snapshot } from './qcow2/qcow2-attributes.ts';

/** What a layer of any format has. */
export interface LayerShape {
  /** File name, relative to the case's folder. */
  readonly name: string;
  /** Bytes of a cell: the size of a cluster or of a block, any positive number for raw. */
  readonly unit: number;
  /** Virtual size in bytes. Absent: unit times cells. The last cell begins before it. */
  readonly size?: bigint;
  /** Neighbouring runs differ. A row shorter than its size ends unallocated. */
  readonly cells: readonly CellRun[];
  /**
   * What serves the file over NBD: a version of qemu, like `7.2`, or nbdkit. Layers above open the export then, and not the file.
   * Absent: nothing does.
   */
  readonly served?: string;
  /** Damage, applied to the written file last and in order. */
  readonly edits?: readonly Edit[];
}

/** The attributes of each format: what its layers state beyond their shape. This is the list of formats, one line each. */
type AttributesOf = {
  raw: Record<never, never>;
  qcow2: Qcow2Attributes;
} & { [F in BlockFormatName]: BlockAttributes };

export type LayerFormat = keyof AttributesOf;

/** An attribute that some format has. */
export type AttributeName = { [F in LayerFormat]: keyof AttributesOf[F] }[LayerFormat];

/**
 * A layer of one format. It lacks the attributes of other formats, so any layer's `encryption` can be read without a
 * test of the format.
 */
type FormatLayer<F extends LayerFormat> = LayerShape & { readonly format: F } & AttributesOf[F] & {
    readonly [A in Exclude<AttributeName, keyof AttributesOf[F]>]?: never;
  };

export type Layer = { [F in LayerFormat]: FormatLayer<F> }[LayerFormat];

export type LayerOf<F extends LayerFormat> = Extract<Layer, { readonly format: F }>;
export type RawLayer = LayerOf<'raw'>;
export type Qcow2Layer = LayerOf<'qcow2'>;
export type BlockLayer = LayerOf<BlockFormatName>;

/** A layer of a format that has the attribute. */
export type LayerWith<A extends AttributeName> = {
  [F in LayerFormat]: A extends keyof AttributesOf[F] ? LayerOf<F> : never;
}[LayerFormat];

/** A chain as plain data, base first: the last layer is the top, depth 0. */
export interface Recipe {
  readonly layers: readonly Layer[];
}

/** The arguments of one `map` command line, without the word `map`. The working directory is the case's folder. */
export type Query = readonly string[];

/** The content of a `.case` file. */
export interface Case {
  /** Lines of explanation, without their `# `. */
  readonly notes: readonly string[];
  readonly recipe: Recipe;
  readonly queries: readonly Query[];
}
