import { type ColumnState, columnAt, decidingStateOf } from '../../../../generators/recipe/column.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import { endOf, extentAt, offsetAt } from '../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { RelationDifference } from '../../verdict/relations/relation.ts';
import { bordersAt } from '../signature/borders.ts';
import { refusalIn } from '../signature/signature.ts';
import { isReportedAs, namesOtherBelow, type ReportedLayer, reportedLayerAt } from './reported-layer.ts';

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

/** What may have been misread, by the difference: the table of README.md. All rows that apply count. */
export const misreadings: readonly MisreadingRow[] = [
  {
    when: 'a field differs, and the extent reports another state than its layer has',
    misread: 'the state of the layer',
    recordedAs: 'the reported state',
    readings: atField(({ state, reportedState, isTooDeep }) =>
      isTooDeep || reportedState === undefined || isReportedAs(state, reportedState)
        ? []
        : [{ misread: state, recordedAs: reportedState }],
    ),
  },
  {
    when: 'the depth differs, and the extent names a layer below the deciding one that has another state than it reports',
    misread: 'the deciding state',
    recordedAs: '`deeper`',
    readings: atField(({ state, isTooDeep }) =>
      isTooDeep ? [{ misread: state, recordedAs: 'deeper' }] : [],
    ),
  },
  {
    when: 'a field differs, and the extent reports the right state, or none',
    misread: 'the state of the layer',
    recordedAs: 'the name of the field',
    readings: atField(({ state, reportedState, field, isTooDeep }) =>
      !isTooDeep && (reportedState === undefined || isReportedAs(state, reportedState))
        ? [{ misread: state, recordedAs: field }]
        : [],
    ),
  },
  {
    when: 'a field differs, in an extent that began in another column',
    misread: 'also a border',
    recordedAs: 'the kinds of border at that byte',
    readings: atField(({ extent, chain, at }) =>
      goesOn(extent, chain, at)
        ? [{ misread: 'border', recordedAs: bordersAt(chain, at).join(', ') || 'cluster' }]
        : [],
    ),
  },
  {
    when: 'a field but the depth differs, and the extent reports what its layer has without host clusters',
    misread: 'also a host cluster',
    recordedAs: '`none`',
    readings: atField(({ field, state, reportedState }) =>
      field !== 'depth' && reportedState !== undefined && withoutHost[state] === reportedState
        ? [{ misread: 'host cluster', recordedAs: 'none' }]
        : [],
    ),
  },
  {
    when: 'a field differs, in an extent whose host offsets go on where the other map jumps to others',
    misread: 'also a host cluster',
    recordedAs: '`next`',
    readings: ({ difference, ours, theirs }) =>
      difference.kind === 'field' && goesOnInHost(ours, theirs, difference.at) ? [nextHostCluster] : [],
  },
  {
    // The entry that ends the other map is somewhere in this extent.
    when: 'the other side alone fails at a table, where the subject has an extent of several clusters with host offsets',
    misread: 'also a host cluster',
    recordedAs: '`next`',
    readings: ({ difference, chain, ours, theirs }) =>
      difference.kind === 'exit' &&
      hasSeveralClusters(extentAt(ours, endOf(theirs)), chain) &&
      refusals(difference, 'right', 'missing check').some(({ recordedAs }) => failsAtTable(recordedAs))
        ? [nextHostCluster]
        : [],
  },
  {
    when: 'a field differs where the subject printed no extent',
    misread: 'the deciding state',
    recordedAs: 'the name of the field',
    readings: ({ difference, ours, state }) =>
      difference.kind === 'field' && extentAt(ours, difference.at) === undefined
        ? [{ misread: state!, recordedAs: difference.field }]
        : [],
  },
  {
    when: 'the maps end at different bytes, and not both fail',
    misread: 'the deciding state',
    recordedAs: '`coverage`',
    readings: ({ difference: { kind }, bothFail, state }) =>
      kind === 'coverage' && !bothFail ? [{ misread: state!, recordedAs: kind }] : [],
  },
  {
    // A map that fails prints an extent only once it has found the next one.
    when: 'the maps end at different bytes, and both fail',
    misread: 'the deciding state where the longer map ends',
    recordedAs: any,
    readings: ({ difference, bothFail, chain, ours, theirs }) =>
      difference.kind === 'coverage' && bothFail
        ? [{ misread: decidingStateOf(columnAt(chain, max(endOf(ours), endOf(theirs)))), recordedAs: any }]
        : [],
  },
  {
    when: "the maps end at different bytes, both fail, and the subject's map is shorter",
    misread: 'also a border',
    recordedAs: any,
    readings: ({ difference, bothFail, ours, theirs }) =>
      difference.kind === 'coverage' && bothFail && endOf(ours) < endOf(theirs)
        ? [{ misread: 'border', recordedAs: any }]
        : [],
  },
  {
    when: 'only the borders of extents differ',
    misread: 'the deciding state',
    recordedAs: '`cut`',
    readings: ({ difference: { kind }, state }) =>
      kind === 'cut' ? [{ misread: state!, recordedAs: kind }] : [],
  },
  {
    when: 'the rule of a relation is broken',
    misread: 'the deciding state',
    recordedAs: '`rule`',
    readings: ({ difference: { kind }, state }) =>
      kind === 'rule' ? [{ misread: state!, recordedAs: kind }] : [],
  },
  {
    when: 'the exit status differs, and the model describes the case',
    misread: "the first state past the end of the other map that the subject's map reports wrongly",
    recordedAs: 'the reported state',
    readings: ({ difference: { kind }, isModelled, chain, ours, theirs }) =>
      kind === 'exit' && isModelled ? firstWrong(ours, chain, endOf(theirs)) : [],
  },
  {
    // What it was taken for ends a map, which no extent reports.
    when: 'the subject alone fails at a table, and the model describes the case, or the other map has there what was written',
    misread: 'the deciding state where its map ends',
    recordedAs: any,
    readings: ({ difference, isModelled, chain, ours, theirs }) =>
      (isModelled || isAsWritten(theirs, chain, endOf(ours))) &&
      refusals(difference, 'left', 'wrong check').some(({ recordedAs }) => failsAtTable(recordedAs))
        ? [{ misread: decidingStateOf(columnAt(chain, endOf(ours))), recordedAs: any }]
        : [],
  },
  {
    when: 'the subject refuses with words that the other side lacks',
    misread: 'also a wrong check',
    recordedAs: 'the words',
    readings: ({ difference }) => refusals(difference, 'left', 'wrong check'),
  },
  {
    when: 'the other side refuses with words that the subject lacks',
    misread: 'also a missing check',
    recordedAs: 'the words',
    readings: ({ difference }) => refusals(difference, 'right', 'missing check'),
  },
];

/** A cluster is taken to follow the one before it in the host file. */
const nextHostCluster: Reading = { misread: 'host cluster', recordedAs: 'next' };

/** What a state looks like to a program that overlooks the host cluster. */
const withoutHost: Partial<Readonly<Record<ColumnState, ColumnState>>> = {
  data: 'unallocated',
  'data-hole': 'unallocated',
  'zero-allocated': 'zero-plain',
  reserved: 'unallocated',
};

/** The reading of one side's refusal, if that side refuses. */
function refusals(
  difference: RelationDifference,
  side: 'left' | 'right',
  misread: 'wrong check' | 'missing check',
): Reading[] {
  if (difference.kind === 'stderr') return [{ misread, recordedAs: refusalIn(difference[side]) }];
  if (difference.kind !== 'exit' || difference.message === undefined) return [];
  const refuses = /^exit [1-9]/.test(difference[side]);
  return refuses ? [{ misread, recordedAs: refusalIn(difference.message) }] : [];
}

const tableFailure = 'qemu-img: Could not read file metadata';

/** Whether a program failed at a table after it had opened the images, by the words of qemu-img's map. */
function failsAtTable(words: string): boolean {
  return words.includes(tableFailure);
}

/** Whether the words of a refusal say what was checked, and not only that a table can't be read. */
export function namesCheck(words: string): boolean {
  return !words.startsWith(tableFailure);
}

interface FieldAt extends ReportedLayer {
  readonly field: string;
  readonly at: bigint;
  readonly chain: Recipe;
  /** The extent of the subject that covers the byte. */
  readonly extent: ReadExtent;
  /** The depth is wrong by itself: a program that had gone on below the deciding layer would report what is there. */
  readonly isTooDeep: boolean;
}

/** The readings of a difference in a field that an extent of the subject covers. */
function atField(readings: (fieldAt: FieldAt) => readonly Reading[]): MisreadingRow['readings'] {
  return ({ difference, ours, chain }) => {
    if (difference.kind !== 'field') return [];
    const { at, field } = difference;
    const extent = extentAt(ours, at);
    return extent === undefined
      ? []
      : readings({
          field,
          at,
          chain,
          extent,
          isTooDeep: field === 'depth' && namesOtherBelow(extent, chain, at),
          ...reportedLayerAt(extent, chain, at),
        });
  };
}

/** Whether an extent goes on from another column. */
function goesOn({ start }: ReadExtent, chain: Recipe, at: bigint): boolean {
  return start < at && columnAt(chain, at - 1n).join() !== columnAt(chain, at).join();
}

/** Whether host offsets go on in one map at a byte where the other one has an extent that begins at another host offset. */
function goesOnInHost(ours: readonly ReadExtent[], theirs: readonly ReadExtent[], at: bigint): boolean {
  const [our, their] = [extentAt(ours, at), extentAt(theirs, at)];
  if (our?.offset === undefined || their?.offset === undefined || their.start !== at) return false;
  return our.start < at && offsetAt(our, at) !== their.offset;
}

function hasSeveralClusters(extent: ReadExtent | undefined, { layers }: Recipe): boolean {
  if (extent?.offset === undefined) return false;
  const layer = layers.at(-1 - (extent.depth ?? 0));
  return layer !== undefined && extent.length > BigInt(layer.unit);
}

/** Whether extents report the deciding state at a byte: what is damaged lies elsewhere. */
function isAsWritten(extents: readonly ReadExtent[], chain: Recipe, at: bigint): boolean {
  const extent = extentAt(extents, at);
  if (extent?.depth !== columnAt(chain, at).length - 1) return false;
  const { state, reportedState } = reportedLayerAt(extent, chain, at);
  return reportedState !== undefined && isReportedAs(state, reportedState);
}

/** The first state at or after a byte that extents report wrongly. */
function firstWrong(extents: readonly ReadExtent[], chain: Recipe, from: bigint): Reading[] {
  for (const extent of extents.filter(({ start, length }) => start + length > from)) {
    const { state, reportedState } = reportedLayerAt(extent, chain, max(extent.start, from));
    if (reportedState !== undefined && !isReportedAs(state, reportedState))
      return [{ misread: state, recordedAs: reportedState }];
  }
  return [];
}

function max(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}
