import { once } from '../../basics/once.ts';
import {
  choice,
  int64,
  listOf,
  type Member,
  members,
  onOff,
  optional,
  required,
  text,
} from '../../options/schema/schema.ts';
import { inetAddress, serverAddress } from '../../options/schema/server-address.ts';
import type { Profile } from '../../profile/profile.ts';
import { driversInModules } from '../missing-modules.ts';

type All = Readonly<Record<string, Member>>;

const numbered = (...names: readonly string[]): All =>
  Object.fromEntries(names.map(name => [name, optional(int64)]));
const worded = (...names: readonly string[]): All =>
  Object.fromEntries(names.map(name => [name, optional(text)]));

const url: All = {
  url: required(text),
  ...numbered('readahead', 'timeout'),
  ...worded('username', 'password-secret', 'proxy-username', 'proxy-password-secret'),
};
const checked: All = { sslverify: optional(onOff) };
const inFolder: All = { path: required(text) };

/** The options of drivers whose modules Debian's builds lack: a node of theirs never opens, but its options come first. */
export const remoteOptions: () => Readonly<Record<string, All>> = once(() => ({
  http: { ...url, ...worded('cookie', 'cookie-secret') },
  https: { ...url, ...worded('cookie'), ...checked, ...worded('cookie-secret') },
  ftp: url,
  ftps: { ...url, ...checked },
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
    ...numbered('lun'),
    ...worded('user', 'password-secret', 'initiator-name'),
    'header-digest': optional(choice('crc32c', 'none', 'crc32c-none', 'none-crc32c')),
    ...numbered('timeout'),
  },
  nfs: {
    server: required(members({ type: required(choice('inet')), host: required(text) })),
    path: required(text),
    ...numbered('user', 'group', 'tcp-syn-count', 'readahead-size', 'page-cache-size', 'debug'),
  },
  gluster: {
    volume: required(text),
    path: required(text),
    server: required(listOf(serverAddress)),
    ...numbered('debug'),
    ...worded('logfile'),
  },
  rbd: {
    pool: required(text),
    ...worded('namespace'),
    image: required(text),
    ...worded('conf', 'snapshot', 'user'),
    'auth-client-required': optional(listOf(choice('cephx', 'none'))),
    ...worded('key-secret'),
    server: optional(listOf(members({ host: required(text), port: required(text) }))),
  },
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
