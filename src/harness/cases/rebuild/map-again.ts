import type { Query } from '../../../../generators/recipe/recipe.ts';
import { type Difference, differenceOfExtents } from '../../answers/difference.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import { versionOf } from './map-of-version.ts';

/**
 * Maps a rebuilt chain as the version of `map` would: the first difference from what it says, or undefined. Holes can get
 * lost where the host keeps them in bigger blocks than the host of the map.
 */
export function mapAgain(map: PastedMap, query: Query, folder: string): Difference | undefined {
  const answer = inProcess.answer(query, folder, versionOf(map).profile);
  if (answer.kind === 'unsupported') return { kind: 'text' };
  const reading = parseStdout(answer.outcome);
  if (reading.kind !== 'extents') return { kind: 'text' };
  return differenceOfExtents(map.extents.map(nameless), reading.extents.map(nameless));
}

/** Files of a table may have other names once they are rebuilt. */
function nameless(extent: ReadExtent): ReadExtent {
  return { ...extent, file: undefined };
}
