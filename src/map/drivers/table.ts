import type { Driver, MissingDriver, UnsupportedDriver } from '../node/driver.ts';
import { blkdebug } from './blkdebug/blkdebug.ts';
import { blklogwrites } from './blklogwrites/blklogwrites.ts';
import { blkverify } from './blkverify/blkverify.ts';
import { bochs } from './bochs/bochs.ts';
import { cloop } from './cloop/cloop.ts';
import { compress } from './compress.ts';
import { copyBeforeWrite } from './copy-before-write/copy-before-write.ts';
import { copyOnRead } from './copy-on-read.ts';
import { dmg } from './dmg/dmg.ts';
import { file, hostCdrom, hostDevice } from './file/file.ts';
import { luks } from './luks/luks.ts';
import { driversInModules } from './missing-modules.ts';
import { nbd } from './nbd/nbd.ts';
import { nullAio, nullCo } from './null/null.ts';
import { nvme } from './nvme.ts';
import { parallels } from './parallels/parallels.ts';
import { preallocate } from './preallocate.ts';
import { qcow } from './qcow/qcow.ts';
import { qcow2 } from './qcow2/qcow2.ts';
import { qed } from './qed/qed.ts';
import { quorum } from './quorum/quorum.ts';
import { raw } from './raw/raw.ts';
import { replication } from './replication.ts';
import { snapshotAccess } from './snapshot-access/snapshot-access.ts';
import { throttle } from './throttle.ts';
import { unsupportedProtocols } from './unsupported.ts';
import { vdi } from './vdi/vdi.ts';
import { vhdx } from './vhdx/vhdx.ts';
import { vmdk } from './vmdk/vmdk.ts';
import { vpc } from './vpc/vpc.ts';

/** The formats, in the order in which they are probed. */
const formats = [vdi, qcow2, vpc, vmdk, vhdx, luks, parallels, bochs, qcow, qed, dmg, cloop, raw];
const filters = [
  blklogwrites,
  compress,
  copyBeforeWrite,
  copyOnRead,
  preallocate,
  quorum,
  replication,
  snapshotAccess,
  throttle,
];
const protocols = [
  file,
  hostDevice,
  hostCdrom,
  blkdebug,
  blkverify,
  nbd,
  nullCo,
  nullAio,
  nvme,
  ...unsupportedProtocols,
];

/** Every driver that qemu has. No other file tests a driver by its name. */
export const drivers: readonly (Driver | MissingDriver | UnsupportedDriver)[] = [
  ...formats,
  ...filters,
  ...protocols,
  ...driversInModules,
];
