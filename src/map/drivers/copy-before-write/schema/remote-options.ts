import { once } from '../../../basics/once.ts';
import { choice, listOf, members, onOff, optional, required, text } from '../../../options/schema/schema.ts';
import { inetAddress, serverAddress } from '../../../options/schema/server-address.ts';
import type { Profile } from '../../../profile/profile.ts';
import { driversInModules } from '../../missing-modules.ts';
import { numbers, type OptionMembers, texts } from './members.ts';

const url: OptionMembers = {
  url: required(text),
  ...numbers('readahead', 'timeout'),
  ...texts('username', 'password-secret', 'proxy-username', 'proxy-password-secret'),
};
const checked: OptionMembers = { sslverify: optional(onOff) };
const inFolder: OptionMembers = { path: required(text) };

/** Drivers of files that have a URL. */
const ofUrls = (): Readonly<Record<string, OptionMembers>> => ({
  http: { ...url, ...texts('cookie', 'cookie-secret') },
  https: { ...url, ...texts('cookie'), ...checked, ...texts('cookie-secret') },
  ftp: url,
  ftps: { ...url, ...checked },
});

/** Drivers of servers whose address is in members of its own. */
const ofServers = (): Readonly<Record<string, OptionMembers>> => ({
  ssh: {
    server: required(members(inetAddress)),
    path: required(text),
    user: optional(text),
    'host-key-check': optional({
      kind: 'members',
      members: { mode: required(text) },
      variants: {
        by: 'mode',
        members: {
          none: {},
          hash: { type: required(choice('md5', 'sha1', 'sha256')), hash: required(text) },
          known_hosts: {},
        },
      },
    }),
  },
  iscsi: {
    transport: required(choice('tcp', 'iser')),
    portal: required(text),
    target: required(text),
    ...numbers('lun'),
    ...texts('user', 'password-secret', 'initiator-name'),
    'header-digest': optional(choice('crc32c', 'none', 'crc32c-none', 'none-crc32c')),
    ...numbers('timeout'),
  },
  nfs: {
    server: required(members({ type: required(choice('inet')), host: required(text) })),
    path: required(text),
    ...numbers('user', 'group', 'tcp-syn-count', 'readahead-size', 'page-cache-size', 'debug'),
  },
  gluster: {
    volume: required(text),
    path: required(text),
    server: required(listOf(serverAddress)),
    ...numbers('debug'),
    ...texts('logfile'),
  },
  rbd: {
    pool: required(text),
    ...texts('namespace'),
    image: required(text),
    ...texts('conf', 'snapshot', 'user'),
    'auth-client-required': optional(listOf(choice('cephx', 'none'))),
    ...texts('key-secret'),
    server: optional(listOf(members({ host: required(text), port: required(text) }))),
  },
});

/** The options of drivers whose modules Debian's builds lack: a node of theirs never opens, but its options come first. */
export const remoteOptions: () => Readonly<Record<string, OptionMembers>> = once(() => ({
  ...ofUrls(),
  ...ofServers(),
  io_uring: { filename: required(text) },
  'nvme-io_uring': inFolder,
  'virtio-blk-vfio-pci': inFolder,
  'virtio-blk-vhost-user': inFolder,
  'virtio-blk-vhost-vdpa': inFolder,
}));

const inModules = once(() => new Map(driversInModules.map(driver => [driver.name, driver])));

/** Whether a version knows a driver, if it is one of a module. */
export function isRemoteIn(driver: string, profile: Profile): boolean {
  return inModules().get(driver)?.isIn?.(profile) ?? true;
}
