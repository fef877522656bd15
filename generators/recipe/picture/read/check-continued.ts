import { printByteSize } from '../../byte-size.ts';
import type { Place } from '../text/picture-error.ts';
import type { LayerDraft } from './layer-draft.ts';

/** A cell that takes the wrong number of columns. */
export interface ContinuedMistake {
  readonly clause: string;
  readonly place: Place;
}

/**
 * Checks `_`. In a row that has any, columns are guest offsets: each cell takes as many columns as its unit has units
 * of the layer with the smallest ones.
 */
export function checkContinued(drafts: readonly LayerDraft[]): ContinuedMistake | undefined {
  const smallest = drafts.reduce((least, draft) => Math.min(least, draft.unit), Number.POSITIVE_INFINITY);
  for (const { unit, items } of drafts) {
    const first = items.find(item => item.continued > 0);
    if (first === undefined) continue;
    const width = unit / smallest;
    const sizes = `${printByteSize(BigInt(unit))} beside ${printByteSize(BigInt(smallest))}`;
    if (width === 1)
      return { clause: 'no layer has smaller units, so no cell continues with _', place: first.place };
    if (!Number.isInteger(width))
      return {
        clause: `units of ${sizes} don't make whole columns, so no cell continues with _`,
        place: first.place,
      };
    const bracket = items.find(item => item.state === 'mixed');
    if (bracket !== undefined)
      return {
        clause: 'a bracket takes no whole columns, so no cell continues with _',
        place: bracket.place,
      };
    const odd = items.find(item => item.count > 1 || item.continued !== width - 1);
    if (odd !== undefined)
      return { clause: `each cell takes ${width} columns here (${sizes})`, place: odd.place };
  }
  return undefined;
}
