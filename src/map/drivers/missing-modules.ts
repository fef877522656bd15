import type { MissingDriver } from '../node/driver.ts';
import type { Profile } from '../profile/profile.ts';

const blkioNames = [
  'io_uring',
  'nvme-io_uring',
  'virtio-blk-vfio-pci',
  'virtio-blk-vhost-user',
  'virtio-blk-vhost-vdpa',
];

/** The drivers of which Debian ships the code apart from qemu-img, in modules of the package qemu-block-extra. */
export const driversInModules: readonly MissingDriver[] = [
  ...['http', 'https', 'ftp', 'ftps'].map(name => missing(name, 'curl')),
  missing('ssh', 'ssh'),
  ...['iscsi', 'iser'].map(name => missing(name, 'iscsi')),
  missing('rbd', 'rbd'),
  missing('nfs', 'nfs'),
  {
    ...missing('gluster', 'gluster'),
    prefixes: ['gluster', 'gluster+tcp', 'gluster+unix', 'gluster+rdma'],
    isIn: profile => profile.gluster !== 'gone',
    lacksPrefix: (prefix, profile) => prefix === 'gluster+rdma' && profile.gluster !== 'with-rdma',
  },
  ...blkioNames.map(name => ({ ...missing(name, 'blkio'), isIn: ({ blkio }: Profile) => blkio })),
];

function missing(name: string, module: string): MissingDriver {
  return { kind: 'missing', name, module, prefixes: [name] };
}
