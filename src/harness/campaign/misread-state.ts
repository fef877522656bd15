import { evidenceOf } from '../report/evidence.ts';
import type { ColumnState } from '../verdict/column.ts';
import { decidingColumn, decidingState } from '../verdict/signature.ts';
import type { Sighting } from './telling-sighting.ts';

/**
 * The state that must have been taken for another at the first differing byte: that of the layer where the subject's way down
 * the chain has ended, if others are to be asked there, else the one that decides.
 */
export function misreadState({ value, check }: Sighting): ColumnState | undefined {
  const column = decidingColumn(check.verdict, value);
  if (column === undefined) return undefined;
  const { at, sides } = evidenceOf(check)!;
  const said = sides[0]?.extents?.find(({ start, length }) => start <= at! && at! < start + length);
  const isEarly = said?.depth !== undefined && said.depth < column.length - 1;
  return isEarly ? column[said.depth!] : decidingState(check.verdict, value);
}
