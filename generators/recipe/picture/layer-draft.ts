import { joinRuns, sameCell } from '../cell-row.ts';
import type { Edit, HeaderExtension, Layer, Qcow2Layer, Snapshot } from '../recipe.ts';
import type { LayerPart } from '../validation/validity.ts';
import type { Place } from './picture-error.ts';
import type { RowItem } from './read-row.ts';

/** What attributes say of a layer; those of a raw layer say only its size. */
export type Attributes = Partial<
  Omit<Qcow2Layer, 'format' | 'name' | 'unit' | 'cells' | 'slots' | 'extensions' | 'snapshots' | 'edits'>
>;

/** A layer as its lines are read, and where each part of it stands. */
export interface LayerDraft {
  readonly name: string;
  readonly format: Layer['format'];
  readonly unit: number;
  attributes: Attributes;
  readonly items: RowItem[];
  slots: number[] | undefined;
  readonly extensions: HeaderExtension[];
  readonly snapshots: Snapshot[];
  readonly edits: Edit[];
  /** Keyed by `placeKey`; always holds the name. */
  readonly places: Map<string, Place>;
}

/** The key of a part of a layer, or of one element of that part, among the places of a draft. */
export function placeKey(part: LayerPart, index?: number): string {
  return index === undefined ? part : `${part} ${index}`;
}

/** The layer that a finished draft describes. */
export function draftedLayer({ name, format, unit, attributes, ...rest }: LayerDraft): Layer {
  const cells = joinRuns(rest.items);
  const edits = rest.edits.length === 0 ? {} : { edits: rest.edits };
  if (format === 'raw') {
    const size = attributes.size === undefined ? {} : { size: attributes.size };
    return { format, name, unit, ...size, cells, ...edits };
  }
  const slots = rest.slots === undefined ? {} : { slots: rest.slots };
  const extensions = rest.extensions.length === 0 ? {} : { extensions: rest.extensions };
  const snapshots = rest.snapshots.length === 0 ? {} : { snapshots: rest.snapshots };
  const details = { ...slots, ...extensions, ...snapshots, ...edits };
  return { format, name, unit, cells, version: 3, ...attributes, ...details };
}

/** Where a part of a layer was written; its name, where the text doesn't say that part. */
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
