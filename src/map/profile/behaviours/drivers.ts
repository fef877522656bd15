import type { Behaviours } from './behaviour.ts';

/** Which drivers a build has. */
export interface DriverValues {
  /** The build has the parallels driver. */
  readonly parallels: boolean;
  /** The build knows the drivers of the module blkio. */
  readonly blkio: boolean;
  /** Which names of the driver gluster the build knows. */
  readonly gluster: 'with-rdma' | 'without-rdma' | 'gone';
  /** The build has the driver snapshot-access. */
  readonly snapshotAccess: boolean;
  /** The build has the filter preallocate. */
  readonly preallocate: boolean;
  /**
   * What happens to a driver whose module the build lacks: nothing is `said` of the module or it is, or after that the
   * refusal of a file name is `forgotten` and qemu goes on as if nobody had named the file.
   */
  readonly missingModule: 'unsaid' | 'said' | 'forgotten';
}

export const drivers: Behaviours<DriverValues> = {
  parallels: {
    why: 'Debian 5.2 was built without the driver parallels',
    values: [
      { since: '5.2', value: true },
      { since: '5.2', vendor: 'Debian', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  blkio: {
    why: 'Debian builds have the module blkio in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', measured: '7.2', value: false },
      { since: '10.0', measured: '10.0 11.1', value: true },
    ],
  },
  gluster: {
    why: 'gluster over RDMA is gone in 10.0, gluster in 11.1; no build between the measured ones was run',
    values: [
      { since: '5.2', measured: '7.2', value: 'with-rdma' },
      { since: '10.0', measured: '10.0', value: 'without-rdma' },
      { since: '11.1', measured: '11.1', value: 'gone' },
    ],
  },
  snapshotAccess: {
    why: 'the driver snapshot-access came with 7.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  preallocate: {
    why: 'the filter preallocate came with 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '6.0.0..11.1', value: true },
    ],
  },
  missingModule: {
    why: 'a missing module is reported, and since 10.0 the error of a name that needs it is lost; measured on Debian builds',
    values: [
      { since: '5.2', measured: '5.2', value: 'unsaid' },
      { since: '7.2', measured: '7.2', value: 'said' },
      { since: '10.0', measured: '10.0 11.1', value: 'forgotten' },
    ],
  },
};
