import type { Layer } from '../recipe.ts';
import type { Attribute } from './attributes/attribute.ts';
import type { LayerDraft } from './read/layer-draft.ts';
import type { LineReader } from './text/line-reader.ts';

/** How the notation states the attributes of one format: words before the row, and indented lines below it. */
export interface Notation<L extends Layer> {
  /** The attributes before the row, by their keys. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** The readers of indented lines, by their keywords. Each reads what stands after the keyword. */
  readonly details: ReadonlyMap<string, DetailReader>;
  /** The words before the row. */
  printAttributes(layer: L): string[];
  /** The indented lines, without their indent. */
  printDetails(layer: L): string[];
}

export type DetailReader = (reader: LineReader, draft: LayerDraft) => void;
