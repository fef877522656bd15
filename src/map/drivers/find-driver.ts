import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import type { Profile } from '../profile/profile.ts';

/** The drivers that are here: formats and filters stand on a file; the others take a name themselves. */
export type FormatDriver = 'qcow2' | 'raw';
export type FilterDriver = 'compress' | 'copy-on-read' | 'preallocate' | 'throttle';
export type ProtocolDriver = 'blkdebug' | 'file' | 'host_device';
export type Driver = FormatDriver | FilterDriver | ProtocolDriver;

const here: ReadonlySet<string> = new Set<Driver>([
  ...(['qcow2', 'raw', 'compress', 'copy-on-read', 'preallocate', 'throttle'] as const),
  ...(['blkdebug', 'file', 'host_device'] as const),
]);
const protocols: ReadonlySet<string> = new Set<ProtocolDriver>(['blkdebug', 'file', 'host_device']);

/** Drivers that qemu has and this library has not: they are refused by name, and not as unknown. */
const others = new Set(
  `blklogwrites blkverify bochs cloop copy-before-write dmg ftp ftps gluster host_cdrom http https io_uring iscsi iser luks nbd
  nfs null-aio null-co nvme qcow qed quorum rbd replication snapshot-access ssh vdi vhdx vmdk vpc vvfat`.split(
    /\s+/,
  ),
);

/** Prefixes of file names that lead to drivers which only qemu has. */
const otherProtocols = new Set(
  `blklogwrites blkverify copy-on-read fat ftp ftps gluster gluster+tcp gluster+unix gluster+rdma host_cdrom http https iscsi
  iser nbd nbd+tcp nbd+unix nfs null-aio null-co nvme quorum rbd ssh throttle`.split(/\s+/),
);

/**
 * The driver of that name.
 *
 * @throws Refusal where qemu has none, Unsupported where only qemu has it
 */
export function driverNamed(name: ByteString, profile: Profile): Driver {
  if (isHere(name) && (name !== 'preallocate' || profile.preallocate)) return name;
  if (others.has(name) || (name === 'parallels' && profile.parallels)) throw new Unsupported(name);
  throw new Refusal(`Unknown driver '${name}'`);
}

function isHere(name: ByteString): name is Driver {
  return here.has(name);
}

/** Whether a driver takes a name itself. */
export function isProtocol(driver: Driver | undefined): driver is ProtocolDriver {
  return driver !== undefined && protocols.has(driver);
}

/**
 * The driver of a file name's protocol.
 *
 * @throws Refusal where qemu has no such protocol, Unsupported where only qemu has it
 */
export function protocolNamed(protocol: ByteString): ProtocolDriver {
  if (isHere(protocol) && isProtocol(protocol)) return protocol;
  if (otherProtocols.has(protocol)) throw new Unsupported(protocol);
  throw new Refusal(`Unknown protocol '${protocol}'`);
}
