import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import { sector } from './sketch.ts';

/**
 * The guest bytes that a map covers. A table also covers the range before its first row, which isn't data; unless that row
 * begins inside a sector, where only the start of a window can be.
 */
export function windowOf({ output, extents }: PastedMap): { readonly start: bigint; readonly end: bigint } {
  const { start } = extents[0]!;
  const last = extents.at(-1)!;
  const first = output === 'human' && start % sector === 0n ? 0n : start;
  return { start: first, end: last.start + last.length };
}
