import { once } from '../../basics/once.ts';
import {
  choice,
  int32,
  int64,
  listOf,
  type Member,
  type Members,
  members,
  onOff,
  optional,
  required,
  type Schema,
  size,
  text,
  uint32,
  uint64,
} from '../../options/schema/schema.ts';
import { serverAddress } from '../../options/schema/server-address.ts';
import { events, requests } from '../blkdebug/events.ts';
import { permissions } from '../blkdebug/permissions.ts';
import { isRemoteIn, remoteOptions } from './remote-options.ts';

type All = Readonly<Record<string, Member>>;

/** A node: described, or by its name (BlockdevRef). */
const node: Schema = either('BlockdevRef', () => blockOptions(), text);
const nodeOrNull: Schema = { ...node, name: 'BlockdevRefOrNull', orNull: true };

function either(name: string, of: () => Members, word: Schema): Extract<Schema, { kind: 'either' }> {
  return { kind: 'either', name, members: of, word, orNull: false };
}

const caching = { cache: optional(members({ direct: optional(onOff), 'no-flush': optional(onOff) })) };

/** What every node may have (BlockdevOptions). */
const common: All = {
  driver: required(text),
  'node-name': optional(text),
  discard: optional(choice('ignore', 'unmap')),
  ...caching,
  active: optional(onOff, profile => profile.activeOption),
  'read-only': optional(onOff),
  'auto-read-only': optional(onOff),
  'force-share': optional(onOff),
  'detect-zeroes': optional(choice('off', 'on', 'unmap')),
};

const onNode: All = { file: required(node) };
const overlay: All = { ...onNode, backing: optional(nodeOrNull) };

const hostFile: All = {
  filename: required(text),
  'pr-manager': optional(text),
  locking: optional(choice('auto', 'on', 'off')),
  aio: optional(choice('threads', 'native', 'io_uring')),
  'aio-max-batch': optional(int64),
  'drop-cache': optional(onOff),
  'x-check-cache-dropped': optional(onOff),
};

const nothing: All = {
  size: optional(int64),
  'latency-ns': optional(uint64),
  'read-zeroes': optional(onOff),
};

const overlapModes = choice('none', 'constant', 'cached', 'all');
const overlapFlags = members({
  template: optional(overlapModes),
  ...switches('main-header', 'active-l1', 'active-l2', 'refcount-table', 'refcount-block', 'snapshot-table'),
  ...switches('inactive-l1', 'inactive-l2', 'bitmap-directory'),
});

const keySecret: All = { 'key-secret': optional(text) };

function switches(...names: readonly string[]): All {
  return Object.fromEntries(names.map(name => [name, optional(onOff)]));
}

function numbers(...names: readonly string[]): All {
  return Object.fromEntries(names.map(name => [name, optional(int64)]));
}

function encryption(methods: Readonly<Record<string, All>>): Schema {
  return {
    kind: 'members',
    members: { format: required(text) },
    variants: { by: 'format', members: methods },
  };
}

const event = required(choice(...events));
const permission = choice(...permissions.keys());
const injected = members({
  event,
  state: optional(int64),
  iotype: optional(choice(...requests)),
  errno: optional(int64),
  sector: optional(int64),
  once: optional(onOff),
  immediately: optional(onOff),
});
const stateSet = members({ event, state: optional(int64), new_state: required(int64) });

/** What the nodes of one driver have besides. */
const ofDriver = once(
  (): Readonly<Record<string, All>> => ({
    blkdebug: {
      image: required(node),
      config: optional(text),
      align: optional(int64),
      'max-transfer': optional(int32),
      'opt-write-zero': optional(int32),
      'max-write-zero': optional(int32),
      'opt-discard': optional(int32),
      'max-discard': optional(int32),
      'inject-error': optional(listOf(injected)),
      'set-state': optional(listOf(stateSet)),
      'take-child-perms': optional(listOf(permission)),
      'unshare-child-perms': optional(listOf(permission)),
    },
    blklogwrites: {
      file: required(node),
      log: required(node),
      'log-sector-size': optional(uint32),
      'log-append': optional(onOff),
      'log-super-update-interval': optional(uint64),
    },
    blkreplay: { image: required(node) },
    blkverify: { test: required(node), raw: required(node) },
    bochs: onNode,
    cloop: onNode,
    compress: onNode,
    'copy-before-write': {
      ...onNode,
      target: required(node),
      bitmap: optional(members({ node: required(text), name: required(text) })),
      'on-cbw-error': optional(choice('break-guest-write', 'break-snapshot')),
      'cbw-timeout': optional(uint32),
      'min-cluster-size': optional(size, profile => profile.minClusterSize),
    },
    'copy-on-read': { ...onNode, bottom: optional(text) },
    dmg: onNode,
    file: hostFile,
    host_cdrom: hostFile,
    host_device: hostFile,
    luks: { ...onNode, ...keySecret, header: optional(node, profile => profile.luksDetachedHeader) },
    nbd: {
      server: required(serverAddress),
      export: optional(text),
      'tls-creds': optional(text),
      'tls-hostname': optional(text),
      'x-dirty-bitmap': optional(text),
      'reconnect-delay': optional(uint32),
      'open-timeout': optional(uint32),
    },
    'null-aio': nothing,
    'null-co': nothing,
    nvme: { device: required(text), namespace: required(int64) },
    parallels: onNode,
    preallocate: { ...onNode, ...numbers('prealloc-align', 'prealloc-size') },
    qcow: { ...overlay, encrypt: optional(encryption({ aes: keySecret })) },
    qcow2: {
      ...overlay,
      ...switches('lazy-refcounts', 'pass-discard-request', 'pass-discard-snapshot', 'pass-discard-other'),
      'discard-no-unref': optional(onOff, profile => profile.discardNoUnref),
      'overlap-check': optional(either('Qcow2OverlapChecks', () => overlapFlags, overlapModes)),
      ...numbers('cache-size', 'l2-cache-size', 'l2-cache-entry-size', 'refcount-cache-size'),
      ...numbers('cache-clean-interval'),
      encrypt: optional(encryption({ aes: keySecret, luks: keySecret })),
      'data-file': optional(node),
    },
    qed: overlay,
    quorum: {
      blkverify: optional(onOff),
      children: required(listOf(node)),
      'vote-threshold': required(int64),
      'rewrite-corrupted': optional(onOff),
      'read-pattern': optional(choice('quorum', 'fifo')),
    },
    raw: { ...onNode, ...numbers('offset', 'size') },
    ...remoteOptions(),
    replication: { ...onNode, mode: required(choice('primary', 'secondary')), 'top-id': optional(text) },
    'snapshot-access': onNode,
    throttle: { 'throttle-group': required(text), file: required(node) },
    vdi: onNode,
    vhdx: onNode,
    vmdk: overlay,
    vpc: onNode,
    vvfat: {
      dir: required(text),
      'fat-type': optional(int64),
      floppy: optional(onOff),
      label: optional(text),
      rw: optional(onOff),
    },
  }),
);

/** The options of a node of any driver (BlockdevOptions of block-core.json, 7.1 to 11.1). */
export const blockOptions: () => Members = once(() => ({
  kind: 'members',
  members: common,
  variants: { by: 'driver', members: ofDriver(), isIn: isRemoteIn },
}));

/** The options of the filter itself that are left when qemu reads them. `file` is the name of a node that is open by then. */
export const ownOptions: () => Members = once(() =>
  members({ ...caching, ...ofDriver()['copy-before-write']! }),
);
