import type { Behaviours } from './behaviour.ts';

/** What versions do differently with files and devices of the host. */
export interface FileValues {
  /** The file driver opens devices too, with a warning. */
  readonly fileTakesDevices: boolean;
  /** The message if the file driver gets something that isn't a regular file. */
  readonly notRegularFile: (path: string) => string;
  /** The message if a driver of devices gets something that isn't a device. */
  readonly notHostDevice: (path: string, driver: string) => string;
  /** The message about a file that is a descriptor set. `flags` are those of open(2), in hexadecimal. */
  readonly fdsetErrors: (name: string, flags: string) => string;
  /** The words for a file that a driver opens beside its image, and can't: the driver's own, or those for all files. */
  readonly openErrors: 'own' | 'common';
  /** The file driver has the option aio-max-batch. */
  readonly aioMaxBatch: boolean;
  /**
   * How the alignment of O_DIRECT is found: `probed` by reads, which may give more than the blocks of the file system, or
   * `stated` by the host.
   */
  readonly directAlignment: 'probed' | 'stated';
  /**
   * How many backing files of a chain can be open before descriptors run out: with a limit of 1024, and nothing open at the
   * start but the standard streams.
   */
  readonly chainFiles: number;
  /** The error of a read of 2 GiB or more that a driver makes at once. */
  readonly readsFrom2GiB: string;
}

export const files: Behaviours<FileValues> = {
  fileTakesDevices: {
    why: 'the file driver refuses devices since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: true },
      { since: '6.0', measured: '7.2 10.0 11.1', value: false },
    ],
  },
  notRegularFile: {
    why: 'the message names the file since 6.0, when the file driver stopped taking devices',
    values: [
      {
        since: '5.2',
        measured: '5.2',
        value: () => "A regular file was expected by the 'file' driver, but something else was given",
      },
      {
        since: '6.0',
        measured: '6.0.0..11.1',
        value: path => `'file' driver requires '${path}' to be a regular file`,
      },
    ],
  },
  notHostDevice: {
    why: 'the message names the file since 6.0, when the file driver stopped taking devices',
    values: [
      {
        since: '5.2',
        measured: '5.2',
        value: (_, driver) => `'${driver}' driver expects either a character or block device`,
      },
      {
        since: '6.0',
        measured: '7.2 10.0 11.1',
        value: (path, driver) =>
          `'${driver}' driver requires '${path}' to be either a character or block device`,
      },
    ],
  },
  fdsetErrors: {
    why: 'the words about descriptor sets changed between 7.2 and 10.0',
    values: [
      {
        since: '5.2',
        measured: '5.2 7.2',
        value: (name, flags) => `Could not dup FD for ${name} flags ${flags}`,
      },
      { since: '10.0', measured: '10.0 11.1', value: name => `Could not open '${name}'` },
    ],
  },
  openErrors: {
    why: 'files beside images are opened with the words of image files in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: 'own' },
      { since: '11.1', measured: '11.1', value: 'common' },
    ],
  },
  aioMaxBatch: {
    why: 'the option aio-max-batch of the file driver came with 6.2',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.2', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  directAlignment: {
    why: 'the host is asked for the alignment of O_DIRECT in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', value: 'probed' },
      { since: '11.1', value: 'stated' },
    ],
  },
  chainFiles: {
    why: 'each image takes one descriptor, the event loop a few; it takes more in 11.1 than in 10.0',
    values: [
      { since: '5.2', value: 1017 },
      { since: '11.1', value: 1015 },
    ],
  },
  readsFrom2GiB: {
    why: 'the length of a read has 64 bits, and had 32 with a sign; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'Invalid argument' },
      { since: '7.2', measured: '7.2 10.0 11.1', value: 'Input/output error' },
    ],
  },
};
