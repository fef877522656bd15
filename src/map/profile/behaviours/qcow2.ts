import type { Behaviours } from './behaviour.ts';

/** What versions do differently with qcow2 images. */
export interface Qcow2Values {
  /** The build reads qcow2 compression type 1. */
  readonly zstd: boolean;
  /**
   * How the name of a data file in a qcow2 header is read, of an extent in a vmdk descriptor, or of the image that blkverify tests:
   * `parsed` allows protocols and `json:`, `literal` is a plain file name.
   */
  readonly dataFileName: 'parsed' | 'literal';
  /** qcow2 has the option discard-no-unref. */
  readonly discardNoUnref: boolean;
  /** Some errors of qcow2 end with a meaningless `: Unknown error -N`. */
  readonly errnoLeftOver: boolean;
}

export const qcow2: Behaviours<Qcow2Values> = {
  zstd: {
    why: 'qcow2 can use zstd since 5.1; Debian 5.2 was built without it',
    values: [
      { since: '5.2', value: true },
      { since: '5.2', vendor: 'Debian', measured: '5.2', value: false },
      { since: '6.0', measured: '6.0.0..11.1', value: true },
    ],
  },
  dataFileName: {
    why: 'CVE-2024-4467: a data file name must not open other protocols; fixed in 9.1 and three stable series',
    values: [
      { since: '5.2', measured: '5.2', value: 'parsed' },
      { since: '7.2.13', measured: '7.2', value: 'literal' },
      { since: '8.0', value: 'parsed' },
      { since: '8.2.6', value: 'literal' },
      { since: '9.0', value: 'parsed' },
      { since: '9.0.2', measured: '10.0 11.1', value: 'literal' },
    ],
  },
  discardNoUnref: {
    why: 'the option discard-no-unref of qcow2 came with 8.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '8.1', measured: '10.0 11.1', value: true },
    ],
  },
  errnoLeftOver: {
    why: 'a negative return value was taken for an errno until 7.1',
    values: [
      { since: '5.2', measured: '5.2..6.2.0', value: true },
      { since: '7.1', measured: '7.1.0..11.1', value: false },
    ],
  },
};
