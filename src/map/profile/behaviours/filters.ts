import type { Behaviours } from './behaviour.ts';

/** What versions do differently in the drivers that stand on other nodes: filters and quorum. */
export interface FilterValues {
  /** What the driver quorum says of its bytes: `data`, or what the children say. */
  readonly quorumStatus: 'data' | 'by-child';
  /** The filter copy-before-write, and whether a schema checks its options and those of its target. */
  readonly copyBeforeWrite: 'absent' | 'without-schema' | 'by-schema';
  /** The filter copy-before-write has the option min-cluster-size. */
  readonly minClusterSize: boolean;
  /** A part of the warning of copy-before-write that the block size of the target is unknown, and that it takes `size`. */
  readonly blockSizeWarning: (size: bigint) => string;
  /** When the filter blklogwrites asks for the permissions on its log: before it looks at its options, or at the end. */
  readonly logPermissions: 'first' | 'last';
  /** The filter copy-on-read has the option bottom. */
  readonly copyOnReadBottom: boolean;
  /** When a mistake in a config file of blkdebug is found: in its line, which a message of its own names, or later. */
  readonly configErrors: 'by-line' | 'late';
}

export const filters: Behaviours<FilterValues> = {
  quorumStatus: {
    why: 'quorum asks its children which bytes are zeros since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'data' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'by-child' },
    ],
  },
  copyBeforeWrite: {
    why: 'the filter copy-before-write can be opened by its name since 6.2, and reads its options by a schema since 7.1',
    values: [
      { since: '5.2', measured: '5.2', value: 'absent' },
      { since: '6.2', value: 'without-schema' },
      { since: '7.1', measured: '7.2 10.0 11.1', value: 'by-schema' },
    ],
  },
  minClusterSize: {
    why: 'the option min-cluster-size of copy-before-write came with 9.2',
    values: [
      { since: '5.2', measured: '7.2', value: false },
      { since: '9.2', measured: '10.0 11.1', value: true },
    ],
  },
  blockSizeWarning: {
    why: 'the words for a target of unknown block size changed with min-cluster-size in 9.2',
    values: [
      {
        since: '5.2',
        measured: '7.2',
        value: size =>
          `The default block size of ${size} bytes is used. If the actual block size of the target exceeds this default`,
      },
      {
        since: '9.2',
        measured: '10.0 11.1',
        value: size =>
          `The (default) block size of ${size} bytes is used. If the actual block size of the target exceeds this value`,
      },
    ],
  },
  logPermissions: {
    why: 'a driver is asked for the permissions of a child when it is attached; no build between 5.2 and 7.2 was run',
    values: [
      { since: '5.2', measured: '5.2', value: 'last' },
      { since: '7.2', measured: '7.2 10.0 11.1', value: 'first' },
    ],
  },
  copyOnReadBottom: {
    why: 'the option bottom of copy-on-read came with 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  configErrors: {
    why: 'config files are read section by section, and their errors name no line, since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'by-line' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'late' },
    ],
  },
};
