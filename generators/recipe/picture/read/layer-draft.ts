import { joinRuns, sameCell } from '../../cells/cell-row.ts';
import { plainLayer } from '../../formats.ts';
import type { AttributeName, Edit, Layer, LayerShape, LayerWith } from '../../recipe.ts';
import type { LayerPart } from '../../validation/validity.ts';
import type { RowItem } from '../row/read-row.ts';
import type { Place } from '../text/picture-error.ts';

/** The size and the attributes that the lines of a layer state. */
export type Attributes = Pick<LayerShape, 'size' | 'served'> & {
  readonly [A in AttributeName]?: LayerWith<A>[A];
};

/** A layer while its lines are read, and the place of each part of it in the text. */
export interface LayerDraft {
  readonly name: string;
  readonly format: Layer['format'];
  readonly unit: number;
  attributes: Attributes;
  readonly items: RowItem[];
  readonly edits: Edit[];
  /** Keyed by `placeKey`. The place of the name is always there. */
  readonly places: Map<string, Place>;
}

/** The key of a layer's part, or of one element of that part, among the places of a draft. */
export function placeKey(part: LayerPart, index?: number): string {
  return index === undefined ? part : `${part} ${index}`;
}

/** The layer that a finished draft describes. */
export function draftedLayer({ name, format, unit, attributes, items, edits }: LayerDraft): Layer {
  const cells = joinRuns(items);
  const shape = { name, unit, cells, ...(edits.length === 0 ? {} : { edits }) };
  return { ...plainLayer(format, shape), ...attributes } as Layer;
}

/** The place of a part in the text; the place of the layer's name if the text doesn't state that part. */
export function placeOf(draft: LayerDraft, part: LayerPart, index?: number): Place {
  const element = part === 'cells' && index !== undefined ? cellPlace(draft.items, index) : undefined;
  const { places } = draft;
  return element ?? places.get(placeKey(part, index)) ?? places.get(part) ?? places.get('name')!;
}

/** Where the run `index` of the joined row begins. */
function cellPlace(items: readonly RowItem[], index: number): Place | undefined {
  const starts = items.filter((item, at) => at === 0 || !sameCell(items[at - 1]!, item));
  return starts[index]?.place;
}
