import type { Behaviours } from './behaviour.ts';

/** What versions do differently with images of Parallels. */
export interface ParallelsValues {
  /** When the driver parallels reads its options: before the header, or after it. */
  readonly parallelsOptions: 'first' | 'last';
  /** Whether the driver parallels refuses a file whose size is below 0 before it reads of it. */
  readonly parallelsFileSize: 'unchecked' | 'checked';
  /** Bytes. A Parallels header with its table is read in whole units of so many. */
  readonly parallelsHeaderUnit: 512 | 4096;
  /** The most bytes of a Parallels header with its table: qemu can't read more of them at once. */
  readonly parallelsLongestTable: number;
  /** A format extension of Parallels from 2^63 bytes on: refused, or qemu aborts. */
  readonly parallelsFarExtension: 'refused' | 'crash';
  /** The table of a Parallels image must cover the disk, and clusters outside of the data area are unallocated. */
  readonly parallelsDataArea: boolean;
  /** Whether a Parallels image that is open for writing is repaired first. */
  readonly parallelsRepair: 'never' | 'on-opening';
}

export const parallels: Behaviours<ParallelsValues> = {
  parallelsOptions: {
    why: 'the driver parallels reads its options first since 8.2, not after the header',
    values: [
      { since: '5.2', measured: '7.2', value: 'last' },
      { since: '8.2', measured: '10.0 11.1', value: 'first' },
    ],
  },
  parallelsFileSize: {
    why: 'the driver parallels asks for the size of its file first in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', measured: '7.2', value: 'unchecked' },
      { since: '10.0', measured: '10.0 11.1', value: 'checked' },
    ],
  },
  parallelsHeaderUnit: {
    why: 'the header of a Parallels image is read in whole pages in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', measured: '7.2', value: 512 },
      { since: '10.0', measured: '10.0 11.1', value: 4096 },
    ],
  },
  parallelsLongestTable: {
    // Measured on 7.2, 10.0 and 11.1 at the last entry that is read and the next; a golden has no file of 2 GiB, and 5.2 no driver.
    why: 'how the table of a Parallels image is read at once; changed between 7.2 and 10.0, and between 10.0 and 11.1',
    values: [
      { since: '5.2', value: 0x7fff_fe00 },
      { since: '10.0', value: 0x7fff_f000 },
      { since: '11.1', value: Number.POSITIVE_INFINITY },
    ],
  },
  parallelsFarExtension: {
    why: 'the offset of a format extension of Parallels is checked since 10.0',
    values: [
      { since: '5.2', measured: '7.2', value: 'crash' },
      { since: '10.0', measured: '10.0 11.1', value: 'refused' },
    ],
  },
  parallelsDataArea: {
    why: 'clusters of Parallels images must be in the data area; changed between 10.2 and 11.1',
    values: [
      { since: '5.2', measured: '7.2 10.0', value: false },
      { since: '11.1', measured: '11.1', value: true },
    ],
  },
  parallelsRepair: {
    // Measured on 7.2, 10.0 and 11.1; a golden has no image that qemu-img changes, and 5.2 no driver.
    why: 'Parallels images that are open for writing are repaired in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', value: 'never' },
      { since: '10.0', value: 'on-opening' },
    ],
  },
};
