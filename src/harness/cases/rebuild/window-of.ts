import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import { sector } from './sketch.ts';

/**
 * The guest bytes that a map tells of. What lies before the first row of a table is told too, for it isn't data; but a row
 * that begins within a sector is the first of the window that was asked for.
 */
export function windowOf({ output, extents }: PastedMap): { readonly start: bigint; readonly end: bigint } {
  const { start } = extents[0]!;
  const last = extents.at(-1)!;
  const told = output === 'human' && start % sector === 0n ? 0n : start;
  return { start: told, end: last.start + last.length };
}
