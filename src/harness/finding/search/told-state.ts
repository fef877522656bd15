import type { ReadExtent } from '../../answers/map-text/extent.ts';
import type { ColumnState } from '../signature/column.ts';

/**
 * The state of a cluster that an extent of a map tells of, as qemu-img prints them; undefined where it hasn't the fields, as
 * a row of the table.
 */
export function toldState({ present, zero, data, compressed, offset }: ReadExtent): ColumnState | undefined {
  if (present === false) return offset === undefined ? 'unallocated' : 'reserved';
  if (zero === undefined) return undefined;
  if (compressed === true) return 'compressed';
  if (!zero) return 'data';
  if (data === true) return 'data-hole';
  return offset === undefined ? 'zero-plain' : 'zero-allocated';
}

/** Whether a state is told as another: a hole of a raw file is a zero at an offset. */
export function isToldAs(state: ColumnState, told: ColumnState): boolean {
  return state === told || (state === 'hole' && told === 'zero-allocated');
}
