import { Refusal } from '../../basics/error.ts';
import type { Typed } from '../../options/typed-options.ts';
import type { Profile } from '../../profile/profile.ts';

export const quorumTypes = {
  'vote-threshold': 'number',
  blkverify: 'switch',
  'rewrite-corrupted': 'switch',
  'read-pattern': 'text',
} as const;

/** How a quorum reads. */
export interface QuorumSettings {
  /** How many children have to agree. */
  readonly threshold: number;
  /** The first child that can be read decides (`first`), or most children do; `equal`: two that have to be equal. */
  readonly pattern: 'first' | 'most' | 'equal';
  /** What the losers of a vote hold is written anew. */
  readonly rewrites: boolean;
}

/**
 * Checks the options in qemu's order.
 *
 * @throws Refusal
 */
export function settingsOf(
  options: Typed<typeof quorumTypes>,
  children: number,
  { expectsAtLeast }: Profile,
): QuorumSettings {
  const { 'vote-threshold': votes = 0n, 'read-pattern': pattern = 'quorum' } = options;
  const threshold = Number(BigInt.asIntN(32, votes));
  if (threshold < 1) throw new Refusal(expectsAtLeast('vote-threshold', 'value >= 1'));
  if (threshold > children) throw new Refusal('threshold may not exceed children count');
  if (pattern !== 'quorum' && pattern !== 'fifo') {
    throw new Refusal('Please set read-pattern as fifo or quorum');
  }
  if (pattern === 'fifo') return { threshold, pattern: 'first', rewrites: false };
  const { blkverify = false, 'rewrite-corrupted': rewrites = false } = options;
  if (blkverify && (children !== 2 || threshold !== 2)) {
    throw new Refusal('blkverify=on can only be set if there are exactly two files and vote-threshold is 2');
  }
  if (rewrites && blkverify) throw new Refusal('rewrite-corrupted=on cannot be used with blkverify=on');
  return { threshold, pattern: blkverify ? 'equal' : 'most', rewrites };
}
