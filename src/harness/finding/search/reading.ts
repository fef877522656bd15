import type { ColumnState } from '../../../../generators/recipe/cells/column.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { RelationDifference } from '../../verdict/relations/relation.ts';

/** The first difference of a case, with what the table needs to know about it. */
export interface FirstDifference {
  readonly difference: RelationDifference;
  /** The layers that the query maps. */
  readonly chain: Recipe;
  /** The state that decides at the first differing byte, where there is one. */
  readonly state: ColumnState | undefined;
  /** The extents of the subject, and those of the other side. */
  readonly ours: readonly ReadExtent[];
  readonly theirs: readonly ReadExtent[];
  /** Both maps end with an error. */
  readonly bothFail: boolean;
  /** The model describes the case: the picture says what was there. */
  readonly isModelled: boolean;
}

/** One thing that may have been misread. It would explain the difference by itself. */
export interface Reading {
  /** The state that was misread; the border or the host cluster that was overlooked; the check that is wrong, or missing. */
  readonly misread: ColumnState | 'border' | 'host cluster' | 'wrong check' | 'missing check';
  /**
   * What the state was taken for, or the kinds of the border, or the words of a refusal. If the map doesn't report that: the field or
   * kind that differs, or `any`.
   */
  readonly recordedAs: string;
}

/** As `recordedAs`: the difference doesn't say what the state was taken for. */
export const any = 'any';

/** A row of the table. The first three are its columns in words. */
export interface MisreadingRow {
  /** The difference to which the row applies. */
  readonly when: string;
  readonly misread: string;
  readonly recordedAs: string;
  /** The readings as values; none where the row doesn't apply. */
  readonly readings: (first: FirstDifference) => readonly Reading[];
}
