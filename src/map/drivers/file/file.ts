import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { FileKind, HostDrivers } from '../../host/host.ts';
import type { Given, ProtocolDriver } from '../../node/driver.ts';
import { withoutPrefix } from '../../node/file-name.ts';
import { mostFiles } from '../../node/most-files.ts';
import type { Opened } from '../../node/node.ts';
import type { Opening } from '../../node/opening.ts';
import { textOf } from '../../options/options.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { refuseFdset } from './fdset.ts';
import { fileImage } from './file-image.ts';

const types = {
  filename: 'text',
  aio: 'text',
  locking: 'text',
  'pr-manager': 'text',
  'drop-cache': 'switch',
  'x-check-cache-dropped': 'switch',
} as const;

const typesWithBatch = { ...types, 'aio-max-batch': 'number' } as const;

const needsDirect = 'aio=native was specified, but it requires cache.direct=on, which was not specified.';
const ways = ['threads', 'native', 'io_uring'];
const lockings = ['on', 'off', 'auto'];

/** The names of the drivers of files of the host. */
export const hostDrivers: HostDrivers = { regular: 'file', device: 'host_device' };

/** The protocol file: a regular file of the host. */
export const file: ProtocolDriver = driverOfFiles({ name: hostDrivers.regular, kind: 'regular' });

/** The protocol host_device: a device of the host. Regular files are refused. */
export const hostDevice: ProtocolDriver = driverOfFiles({ name: hostDrivers.device, kind: 'device' });

/** The protocol host_cdrom: a device of the host that is a CD drive. It counts as a drive without a disc. */
export const hostCdrom: ProtocolDriver = driverOfFiles({ name: 'host_cdrom', kind: 'device', isEmpty: true });

/** The protocol of a file name without a prefix: file, or host_device if it names a device. */
export const fileOrDevice: ProtocolDriver = driverOfFiles({ name: hostDrivers.regular, kind: 'any' });

/** What a driver wants to open. */
interface Wanted {
  /** The driver. */
  readonly name: string;
  readonly kind: FileKind;
  /** What is opened is a drive without a disc. Absent: it isn't. */
  readonly isEmpty?: true;
}

function driverOfFiles(wanted: Wanted): ProtocolDriver {
  const { name } = wanted;
  return {
    kind: 'protocol',
    name,
    needsFileName: true,
    parseFileName: (fileName, options) => options.set('filename', withoutPrefix(fileName, name)),
    open: (given, opening) => openFile(wanted, given, opening),
  };
}

/** Opens the file that the option `filename` names; the name is taken as it is. */
function openFile(wanted: Wanted, given: Given, opening: Opening): Opened {
  const { options, referrer, common } = given;
  const { kind, isEmpty = false } = wanted;
  const drivers = isEmpty ? { ...hostDrivers, device: wanted.name } : hostDrivers;
  const { direct } = common;
  const name = textOf(options, 'filename') ?? '';
  const locking = takeFileOptions(given, opening);
  const { profile, host } = opening;
  // A drive without a disc can be opened only so.
  const access = { writable: common.writable && !common.autoReadOnly, direct, nonBlocking: isEmpty };
  refuseFdset(name, access, profile);
  const locks = locking.off || !common.active ? 'none' : common.share ? 'shared' : undefined;
  checkCount(name, opening);
  const refusal = locking.needsDirect && { refusal: needsDirect };
  const { writable } = access;
  const way = { direct, writable, locks } as const;
  const opened = host.openFile(name, { profile, drivers, referrer, kind, ...way, ...refusal });
  opening.files.push(opened);
  if (isEmpty) opening.drives.withoutDisc++;
  if (opened.isDevice && kind === 'regular') {
    const device = opened.isBlockDevice ? 'block' : 'character';
    opening.notice(
      `qemu-img: warning: Opening a ${device} device as a file using the '${hostDrivers.regular}' driver is deprecated\n`,
    );
  }
  opened.checkEnd();
  const driver = opened.isDevice && kind === 'any' ? { driver: hostDevice } : {};
  return {
    layers: [fileImage(opened, opened.driver)],
    bytes: opened,
    hasPlainName: true,
    ...driver,
  };
}

/** No usual limit is lower. Reading the limit takes 0.1 ms. */
const certainFiles = 64;

/** Refuses the file after the last one that qemu-img can have open. This process may have a higher limit. */
function checkCount(name: ByteString, opening: Opening): void {
  if (opening.files.length < certainFiles || opening.files.length < mostFiles(opening)) return;
  throw new Refusal(`Could not open '${name}': Too many open files`);
}

/** Takes out the options of the file driver, and checks them in qemu's order. */
function takeFileOptions(
  { options, common }: Given,
  opening: Opening,
): { readonly off: boolean; readonly needsDirect: boolean } {
  const taken = takeTyped(options, opening.profile.aioMaxBatch ? typesWithBatch : types, opening);
  const { aio = 'threads', locking = 'auto', 'pr-manager': manager } = taken;
  for (const [value, allowed] of [[aio, ways] as const, [locking, lockings] as const]) {
    if (!allowed.includes(value)) throw new Refusal(`invalid parameter value: ${value}`);
  }
  if (manager !== undefined) {
    throw new Refusal(`No persistent reservation manager with id '${manager}'`);
  }
  return { off: locking === 'off', needsDirect: aio === 'native' && !common.direct };
}
