import type { Behaviours } from './behaviour.ts';

/** What versions do differently with LUKS images. */
export interface LuksValues {
  /** Names in errors about LUKS headers are quoted. */
  readonly luksQuotes: boolean;
  /** How much of a LUKS header is checked before use: some fields, or all. */
  readonly luksChecks: 'some' | 'all';
  /**
   * How overlaps of LUKS key slots are found: by sums of 32 bits, or as ranges (where an empty range at 0 overlaps
   * all).
   */
  readonly luksOverlaps: 'sums' | 'ranges';
  /** The driver luks has the option header. */
  readonly luksDetachedHeader: boolean;
  /** The build knows the cipher sm4 of LUKS. */
  readonly luksSm4: boolean;
  /** The build knows the hash sm3 of LUKS. */
  readonly luksSm3: boolean;
}

export const luks: Behaviours<LuksValues> = {
  luksQuotes: {
    why: 'errors about LUKS headers quote names; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.2', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  luksChecks: {
    why: 'since 7.2 more of the LUKS header is checked than overlapping key slots',
    values: [
      { since: '5.2', measured: '5.2..7.1.0', value: 'some' },
      { since: '7.2', measured: '7.2..8.2.0', value: 'all' },
    ],
  },
  luksOverlaps: {
    why: 'overlaps of LUKS key slots are found by a common function for ranges; changed between 8.2 and 9.1',
    values: [
      { since: '5.2', measured: '5.2..8.2.0', value: 'sums' },
      { since: '9.1', measured: '9.1.0..11.1', value: 'ranges' },
    ],
  },
  luksDetachedHeader: {
    why: 'the option header of the driver luks came with 9.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '9.0', measured: '10.0 11.1', value: true },
    ],
  },
  luksSm4: {
    why: 'the cipher SM4 came with 9.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '9.0', measured: '10.0 11.1', value: true },
    ],
  },
  luksSm3: {
    why: 'the hash SM3 came with 9.2',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '9.2', measured: '10.0 11.1', value: true },
    ],
  },
};
