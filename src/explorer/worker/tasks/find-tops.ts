import { MapParityError } from '../../../map/basics/error.ts';
import type { DroppedFile } from '../open/chain-input.ts';
import { droppedSource } from '../open/dropped-source.ts';
import { openWords } from '../open/open-words.ts';

/** The files that no other file names, longest chains first: one of them is the top image. */
export function findTops(files: readonly DroppedFile[]): string[] {
  const chains = files.map(({ name }) => ({ name, opened: namesBelow(name, files) }));
  const below = new Set(chains.flatMap(({ name, opened }) => [...opened].filter(other => other !== name)));
  const tops = chains.filter(({ name }) => !below.has(name));
  // Files that name one another in a circle have no top: then any of them is.
  return (tops.length > 0 ? tops : chains)
    .toSorted((one, other) => other.opened.size - one.opened.size)
    .map(({ name }) => name);
}

function namesBelow(name: string, files: readonly DroppedFile[]): ReadonlySet<string> {
  const source = droppedSource(files);
  try {
    openWords([name], source).close();
  } catch (error) {
    if (!(error instanceof MapParityError)) throw error;
  }
  return new Set(source.opened);
}
