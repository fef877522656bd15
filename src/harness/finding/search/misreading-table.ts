import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import { endOf, extentAt } from '../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { RelationDifference } from '../../verdict/relations/relation.ts';
import { bordersAt } from '../signature/borders.ts';
import { type ColumnState, columnAt, decidingStateOf } from '../signature/column.ts';
import { isReportedAs, type Report, reportAt } from './reported-state.ts';

/** The first difference of a case, with what the table needs to know about it. */
export interface ShownDifference {
  readonly difference: RelationDifference;
  /** The layers that the query maps. */
  readonly chain: Recipe;
  /** The state that decides at the first differing byte, where there is one. */
  readonly state: ColumnState | undefined;
  /** What the subject printed, and what the other side did. */
  readonly ours: readonly ReadExtent[];
  readonly theirs: readonly ReadExtent[];
  /** Both maps end with an error. */
  readonly bothFail: boolean;
  /** The model describes the case: the picture says what was there. */
  readonly isModelled: boolean;
}

/** One thing that may have been misread. It would explain the difference by itself. */
export interface Reading {
  /** The state that was misread, or the border that was overlooked. */
  readonly of: ColumnState | 'border';
  /** What the state was taken for, or which kind of border; when the map doesn't report that, the field or kind that differs. Absent: anything. */
  readonly as?: string;
}

/** A row of the table. */
export interface MisreadingRow {
  /** How the misreading shows. */
  readonly shows: string;
  /** What may have been misread. */
  readonly misread: string;
  /** The same as code; none where the row doesn't apply. */
  readonly readings: (shown: ShownDifference) => readonly Reading[];
}

/** How a misreading shows, and what may have been misread: the table of README.md. All rows that apply count. */
export const misreadings: readonly MisreadingRow[] = [
  {
    shows: 'a field differs, and the extent reports another state than its layer has',
    misread: 'the state of the layer, as the reported state',
    readings: atField(({ of, as }) => (as === undefined || isReportedAs(of, as) ? [] : [{ of, as }])),
  },
  {
    shows: 'a field differs, and the extent reports the right state, or none',
    misread: 'the state of the layer, as the field',
    readings: atField(({ of, as, field }) =>
      as === undefined || isReportedAs(of, as) ? [{ of, as: field }] : [],
    ),
  },
  {
    shows: 'a field differs, in an extent that began in another column',
    misread: 'also a border, as the kinds of border at that byte',
    readings: atField(({ extent, chain, at }) =>
      goesOn(extent, chain, at) ? [{ of: 'border', as: bordersAt(chain, at).join(', ') || 'cluster' }] : [],
    ),
  },
  {
    shows: 'a field differs where the subject printed no extent',
    misread: 'the deciding state, as the field',
    readings: ({ difference, ours, state }) =>
      difference.kind === 'field' && extentAt(ours, difference.at) === undefined
        ? [{ of: state!, as: difference.field }]
        : [],
  },
  {
    shows: 'the maps end at different bytes, and not both fail',
    misread: 'the deciding state, as `coverage`',
    readings: ({ difference: { kind }, bothFail, state }) =>
      kind === 'coverage' && !bothFail ? [{ of: state!, as: kind }] : [],
  },
  {
    // A map that fails prints an extent only once it has found the next one.
    shows: 'the maps end at different bytes, and both fail',
    misread: 'the deciding state where the longer map ends, as anything',
    readings: ({ difference, bothFail, chain, ours, theirs }) =>
      difference.kind === 'coverage' && bothFail
        ? [{ of: decidingStateOf(columnAt(chain, max(endOf(ours), endOf(theirs)))) }]
        : [],
  },
  {
    shows: "the maps end at different bytes, both fail, and the subject's map is shorter",
    misread: 'also a border, as anything',
    readings: ({ difference, bothFail, ours, theirs }) =>
      difference.kind === 'coverage' && bothFail && endOf(ours) < endOf(theirs) ? [{ of: 'border' }] : [],
  },
  {
    shows: 'only the borders of extents differ',
    misread: 'the deciding state, as `cut`',
    readings: ({ difference: { kind }, state }) => (kind === 'cut' ? [{ of: state!, as: kind }] : []),
  },
  {
    shows: 'the rule of a relation is broken',
    misread: 'the deciding state, as `rule`',
    readings: ({ difference: { kind }, state }) => (kind === 'rule' ? [{ of: state!, as: kind }] : []),
  },
  {
    shows: 'the exit status differs, and the model describes the case',
    misread:
      "the first state behind the end of the other map that the subject's map reports wrongly, as reported",
    readings: ({ difference: { kind }, isModelled, chain, ours, theirs }) =>
      kind === 'exit' && isModelled ? firstWrong(ours, chain, endOf(theirs)) : [],
  },
];

interface FieldAt extends Report {
  readonly field: string;
  readonly at: bigint;
  readonly chain: Recipe;
  /** The extent of the subject that covers the byte. */
  readonly extent: ReadExtent;
}

/** The readings of a difference in a field that an extent of the subject covers. */
function atField(readings: (shown: FieldAt) => readonly Reading[]): MisreadingRow['readings'] {
  return ({ difference, ours, chain }) => {
    if (difference.kind !== 'field') return [];
    const { at, field } = difference;
    const extent = extentAt(ours, at);
    return extent === undefined ? [] : readings({ field, at, chain, extent, ...reportAt(extent, chain, at) });
  };
}

/** Whether an extent goes on from another column. */
function goesOn({ start }: ReadExtent, chain: Recipe, at: bigint): boolean {
  return start < at && columnAt(chain, at - 1n).join() !== columnAt(chain, at).join();
}

/** The first state at or behind a byte that extents report wrongly. */
function firstWrong(extents: readonly ReadExtent[], chain: Recipe, from: bigint): Reading[] {
  const reported = extents
    .filter(extent => endOf([extent]) > from)
    .map(extent => reportAt(extent, chain, max(extent.start, from)));
  const wrong = reported.find(({ of, as }) => as !== undefined && !isReportedAs(of, as));
  return wrong === undefined ? [] : [wrong];
}

function max(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}
