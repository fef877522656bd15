import { columnAt } from '../../../../generators/recipe/cells/column.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import { extentAt, offsetAt } from '../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { RelationDifference } from '../../verdict/relations/relation.ts';
import { refusalIn } from '../signature/general-words.ts';
import type { MisreadingRow, Reading } from './reading.ts';
import { isReportedAs, namesOtherBelow, type ReportedLayer, reportedLayerAt } from './reported-layer.ts';

// What the rows of misreading-table.ts ask of a difference and of the extents around it.

/** The reading of one side's refusal, if that side refuses. */
export function refusals(
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
export function failsAtTable(words: string): boolean {
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
export function atField(readings: (fieldAt: FieldAt) => readonly Reading[]): MisreadingRow['readings'] {
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
export function goesOn({ start }: ReadExtent, chain: Recipe, at: bigint): boolean {
  return start < at && columnAt(chain, at - 1n).join() !== columnAt(chain, at).join();
}

/** Whether host offsets go on in one map at a byte where the other one has an extent that begins at another host offset. */
export function goesOnInHost(
  ours: readonly ReadExtent[],
  theirs: readonly ReadExtent[],
  at: bigint,
): boolean {
  const [our, their] = [extentAt(ours, at), extentAt(theirs, at)];
  if (our?.offset === undefined || their?.offset === undefined || their.start !== at) return false;
  return our.start < at && offsetAt(our, at) !== their.offset;
}

/** Whether an extent has host offsets, and is longer than a cluster of its layer. */
export function hasSeveralClusters(extent: ReadExtent | undefined, { layers }: Recipe): boolean {
  if (extent?.offset === undefined) return false;
  const layer = layers.at(-1 - (extent.depth ?? 0));
  return layer !== undefined && extent.length > BigInt(layer.unit);
}

/** Whether extents report the deciding state at a byte: what is damaged lies elsewhere. */
export function isAsWritten(extents: readonly ReadExtent[], chain: Recipe, at: bigint): boolean {
  const extent = extentAt(extents, at);
  if (extent?.depth !== columnAt(chain, at).length - 1) return false;
  const { state, reportedState } = reportedLayerAt(extent, chain, at);
  return reportedState !== undefined && isReportedAs(state, reportedState);
}

/** The first state at or after a byte that extents report wrongly. */
export function firstWrong(extents: readonly ReadExtent[], chain: Recipe, from: bigint): Reading[] {
  for (const extent of extents.filter(({ start, length }) => start + length > from)) {
    const { state, reportedState } = reportedLayerAt(extent, chain, max(extent.start, from));
    if (reportedState !== undefined && !isReportedAs(state, reportedState))
      return [{ misread: state, recordedAs: reportedState }];
  }
  return [];
}

/** The larger of two numbers of bytes. */
export function max(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}
