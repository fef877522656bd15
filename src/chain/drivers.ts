import type { ByteString } from '../byte-string.ts';
import { Refusal, Unsupported } from '../error.ts';
import type { Profile } from '../profile/profile.ts';

/** Drivers that qemu has and this library has not: they are refused by name, and not as unknown. */
const others = new Set([
  ...['blkdebug', 'blklogwrites', 'blkverify', 'bochs', 'cloop', 'compress', 'copy-before-write'],
  ...['copy-on-read', 'dmg', 'ftp', 'ftps', 'gluster', 'host_cdrom', 'host_device', 'http', 'https'],
  ...[
    'io_uring',
    'iscsi',
    'iser',
    'luks',
    'nbd',
    'nfs',
    'null-aio',
    'null-co',
    'nvme',
    'preallocate',
    'qcow',
  ],
  ...['qed', 'quorum', 'rbd', 'replication', 'snapshot-access', 'ssh', 'throttle', 'vdi', 'vhdx', 'vmdk'],
  ...['vpc', 'vvfat'],
]);

/** Prefixes of file names that lead to other drivers than `file`. */
const otherProtocols = new Set([
  ...[
    'blkdebug',
    'blklogwrites',
    'blkverify',
    'copy-on-read',
    'fat',
    'ftp',
    'ftps',
    'gluster',
    'gluster+tcp',
  ],
  ...['gluster+unix', 'gluster+rdma', 'host_cdrom', 'host_device', 'http', 'https', 'iscsi', 'iser', 'nbd'],
  ...['nbd+tcp', 'nbd+unix', 'nfs', 'null-aio', 'null-co', 'nvme', 'quorum', 'rbd', 'ssh', 'throttle'],
]);

export type Driver = 'qcow2' | 'raw' | 'file';

/**
 * The driver of that name.
 *
 * @throws Refusal where qemu has none, Unsupported where only qemu has it
 */
export function driverNamed(name: ByteString, profile: Profile): Driver {
  if (name === 'qcow2' || name === 'raw' || name === 'file') return name;
  if (others.has(name) || (name === 'parallels' && profile.parallels)) throw new Unsupported(name);
  throw new Refusal(`Unknown driver '${name}'`);
}

/**
 * Makes sure that the protocol of a file name is the file driver's.
 *
 * @throws Refusal where qemu has no such protocol, Unsupported where only qemu has it
 */
export function checkProtocol(protocol: ByteString): void {
  if (protocol === 'file') return;
  if (otherProtocols.has(protocol)) throw new Unsupported(protocol);
  throw new Refusal(`Unknown protocol '${protocol}'`);
}
