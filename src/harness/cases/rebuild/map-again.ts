import type { Query } from '../../../../generators/recipe/recipe.ts';
import { type Difference, differenceOfExtents } from '../../answers/difference.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import { versionOfMap } from './version-of-map.ts';

/**
 * Maps a rebuilt chain as the version of `map`. Returns the first difference from that map, or undefined. Holes can be lost
 * if this host keeps them in larger blocks than the host of the map.
 */
export function mapAgain(map: PastedMap, query: Query, folder: string): Difference | undefined {
  const answer = inProcess.answer(query, folder, versionOfMap(map).profile);
  if (answer.kind === 'unsupported') return { kind: 'text' };
  const reading = parseStdout(answer.outcome);
  if (reading.kind !== 'extents') return { kind: 'text' };
  return differenceOfExtents(map.extents.map(withoutFile), reading.extents.map(withoutFile));
}

/** Rebuilt files may have other names than those of a table. */
function withoutFile(extent: ReadExtent): ReadExtent {
  return { ...extent, file: undefined };
}
