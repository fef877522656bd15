import { plainestCell } from '../../cells/cell-row.ts';
import type { MixedCell, SubclusterRun, UniformCell } from '../../recipe.ts';
import type { LineReader } from '../text/line-reader.ts';
import { cellStates } from './cell-letter.ts';
import { readCount } from './read-count.ts';

/** Reads a cluster as its subclusters between brackets. Validation checks their number and their mixture later. */
export function readBracket(reader: LineReader): UniformCell | MixedCell {
  const subclusters: SubclusterRun[] = [];
  reader.column += 1;
  while (reader.next !== ']') {
    if (reader.atEnd || reader.next === '|') throw reader.mistake('the closing ] is missing');
    subclusters.push(readSubcluster(reader));
  }
  reader.column += 1;
  return plainestCell({ state: 'mixed', subclusters });
}

function readSubcluster(reader: LineReader): SubclusterRun {
  const { next } = reader;
  const state = cellStates.get(next);
  if (state === undefined || state === 'compressed')
    throw reader.mistake(`${next} is not a subcluster: subclusters are . 0 z # ~ - and !`);
  reader.column += 1;
  return { state, count: readCount(reader) };
}
