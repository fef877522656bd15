import type { ModelExtent } from './extent.ts';

/**
 * Joins neighbours that map prints as one: they agree in everything that the version prints, and host offsets continue
 * in the same file.
 */
export function mergeNeighbours(extents: readonly ModelExtent[]): ModelExtent[] {
  const merged: ModelExtent[] = [];
  for (const extent of extents) {
    const last = merged.at(-1);
    if (last !== undefined && continues(last, extent)) {
      merged[merged.length - 1] = { ...last, length: last.length + extent.length };
    } else {
      merged.push(extent);
    }
  }
  return merged;
}

function continues(a: ModelExtent, b: ModelExtent): boolean {
  return (
    a.depth === b.depth &&
    a.present === b.present &&
    a.zero === b.zero &&
    a.data === b.data &&
    a.compressed === b.compressed &&
    a.file === b.file &&
    (a.offset === undefined ? undefined : a.offset + a.length) === b.offset
  );
}
