import { joinRuns } from '../../cells/cell-row.ts';
import type { CellRun } from '../../recipe.ts';
import type { LineReader } from '../text/line-reader.ts';
import { readRow } from './read-row.ts';

/** Reads a row that is not drawn to scale. `what` names it in mistakes. */
export function readPlainRow(reader: LineReader, what: string): CellRun[] {
  if (reader.next !== '|') throw reader.mistake('the row is missing: cells between two bars, such as |.#|');
  const items = readRow(reader);
  const scaled = items.find(item => item.continued > 0);
  if (scaled !== undefined) throw reader.mistake(`${what} is never drawn to scale with _`, scaled.place);
  return joinRuns(items);
}
