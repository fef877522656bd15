import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Options } from '../options/options.ts';
import { type OptionContext, takeTyped } from '../options/typed-options.ts';

/** The options that every node has and that matter to a reader. */
export interface CommonOptions {
  readonly nodeName?: ByteString;
  /** False: the node is as if another program had its image: it takes no locks. An active node can't stand on it. */
  readonly active: boolean;
  readonly writable: boolean;
  /** What can't be written is read instead; a file that may be written to is open for reading until something writes. */
  readonly autoReadOnly: boolean;
  readonly direct: boolean;
  readonly share: boolean;
}

const types = {
  'node-name': 'text',
  'read-only': 'switch',
  'auto-read-only': 'switch',
  'cache.direct': 'switch',
  'cache.no-flush': 'switch',
  'force-share': 'switch',
  'detect-zeroes': 'text',
  discard: 'text',
} as const;

const typesWithActive = { ...types, active: 'switch' } as const;

const discards: readonly ByteString[] = ['ignore', 'off', 'unmap', 'on'];
const discarding: readonly ByteString[] = ['unmap', 'on'];
const detections: readonly ByteString[] = ['off', 'on', 'unmap'];

/** What the place of a node decides of its options. */
export interface NodePlace {
  /** Whether the node above is active; an inactive one makes this one inactive. */
  readonly active: boolean;
  /** No node is above it. */
  readonly isTop: boolean;
}

/**
 * Takes out the options that every node has, and checks them in qemu's order.
 *
 * @param missing the refusal of the node's file name, which qemu checks in between; undefined: the name is right
 * @throws Refusal
 */
export function takeCommon(
  options: Options,
  context: OptionContext,
  place: NodePlace,
  missing?: string,
): CommonOptions {
  const usualDiscard = place.isTop || options.has('discard') ? 'ignore' : 'unmap';
  const isReadOnlyGiven = options.has('read-only');
  const taken = takeTyped(options, context.profile.activeOption ? typesWithActive : types, context);
  // Null takes the place of what qemu would add, and counts as off.
  const writable = isReadOnlyGiven && taken['read-only'] !== true;
  const share = taken['force-share'] ?? false;
  if (share && writable) throw new Refusal('force-share=on can only be used with read-only images');
  if (missing !== undefined) throw new Refusal(missing);
  const { discard = usualDiscard, 'detect-zeroes': detectZeroes = 'off', 'node-name': nodeName } = taken;
  if (!discards.includes(discard)) throw new Refusal('Invalid discard option');
  if (!detections.includes(detectZeroes)) throw new Refusal(`invalid parameter value: ${detectZeroes}`);
  if (detectZeroes === 'unmap' && !discarding.includes(discard)) {
    throw new Refusal(
      'setting detect-zeroes to unmap is not allowed without setting discard operation to unmap',
    );
  }
  const direct = taken['cache.direct'] ?? false;
  const autoReadOnly = taken['auto-read-only'] ?? false;
  const active = place.active && (!('active' in taken) || taken.active !== false);
  return { ...(nodeName !== undefined && { nodeName }), active, writable, autoReadOnly, direct, share };
}
