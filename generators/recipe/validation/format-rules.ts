import type { HeaderBacking } from '../backing.ts';
import type { CellRun, FieldEdit, Layer } from '../recipe.ts';
import type { Complaint } from './validity.ts';

/** What is allowed in layers of one format. Each function returns what is wrong, or undefined. */
export interface FormatRules<L extends Layer> {
  /** What is wrong with the state of a run of cells. */
  cellMistake(layer: L, run: CellRun): string | undefined;
  /** What is wrong with the unit and the attributes. `backing` is the backing file in the header. */
  attributeMistake(layer: L, backing: HeaderBacking): Complaint;
  /** What is wrong with an edit of a named field. */
  fieldMistake(layer: L, edit: FieldEdit): string | undefined;
}
