import type { LocatedExtent, PastedMap } from '../../answers/pasted/pasted-map.ts';
import { noRebuild, type Stretch } from './sketch.ts';

/**
 * The stretch of an extent in the layer at its depth. Versions before 6.1 don't distinguish zero-plain from unallocated:
 * `zeros` is the state that they are taken as.
 *
 * @throws HarnessError `no-rebuild` for data that is neither compressed nor has an offset
 */
export function stretchOfExtent(
  extent: LocatedExtent,
  { source, output }: PastedMap,
  zeros: 'unallocated' | 'zero-plain',
): Stretch {
  const { start, length, offset, line } = extent;
  const state = stateOf(extent, output, zeros);
  if (state === undefined) {
    throw noRebuild(
      source,
      line,
      "data without an offset that is not compressed: the image is encrypted or isn't qcow2",
    );
  }
  return { start, end: start + length, state, line, ...(offset === undefined ? {} : { offset }) };
}

function stateOf(
  { zero, data, present, compressed, offset }: LocatedExtent,
  output: PastedMap['output'],
  zeros: 'unallocated' | 'zero-plain',
): Stretch['state'] | undefined {
  if (output === 'human' || (output === 'nbd' && data)) return 'data';
  const stored = offset !== undefined;
  if (data && zero) return stored ? 'data-hole' : undefined;
  // Versions before 8.2 don't distinguish compressed clusters from encrypted ones.
  if (data && !stored) return compressed === false ? undefined : 'compressed';
  if (data) return 'data';
  if (stored) return present === false ? 'reserved' : 'zero-allocated';
  if (present === undefined) return zeros;
  return present ? 'zero-plain' : 'unallocated';
}
