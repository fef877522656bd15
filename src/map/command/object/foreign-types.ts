import {
  choice,
  int64,
  listOf,
  type Member,
  onOff,
  optional,
  required,
  size,
  text,
  uint16,
  uint32,
  uint64,
} from '../../options/schema/schema.ts';
import { serverAddress } from '../../options/schema/server-address.ts';

/** The properties of a type, in the order of the schema. */
export type SchemaProperties = Readonly<Record<string, Member>>;

/** Optional properties of one type. */
export function optionals(type: Member['type'], ...names: readonly string[]): SchemaProperties {
  return Object.fromEntries(names.map(name => [name, optional(type)]));
}

export const eventLoop: SchemaProperties = optionals(
  int64,
  'aio-max-batch',
  'thread-pool-min',
  'thread-pool-max',
);
const onOffAuto = choice('auto', 'on', 'off');
const cryptodev: SchemaProperties = {
  ...optionals(uint32, 'queues'),
  ...optionals(uint64, 'throttle-bps', 'throttle-ops'),
};
const netfilter: SchemaProperties = {
  netdev: required(text),
  queue: optional(choice('all', 'rx', 'tx')),
  ...optionals(text, 'status', 'position'),
  insert: optional(choice('before', 'behind')),
};
const memory: SchemaProperties = {
  dump: optional(onOff),
  'host-nodes': optional(listOf(uint16)),
  merge: optional(onOff),
  policy: optional(choice('default', 'preferred', 'bind', 'interleave')),
  prealloc: optional(onOff),
  'prealloc-threads': optional(uint32),
  'prealloc-context': optional(text),
  ...optionals(onOff, 'share', 'reserve'),
  size: required(size),
  'x-use-canonical-path-for-ramblock-id': optional(onOff),
};
const rng: SchemaProperties = { opened: optional(onOff) };
const sev: SchemaProperties = {
  'sev-device': optional(text),
  cbitpos: optional(uint32),
  'reduced-phys-bits': required(uint32),
  'kernel-hashes': optional(onOff),
};
const sevGuest: SchemaProperties = {
  ...optionals(text, 'dh-cert-file', 'session-file'),
  ...optionals(uint32, 'policy', 'handle'),
};

/** The properties of sev-guest before there was sev-snp-guest: those that both have now were not the first ones then. */
export const sevGuestAlone: SchemaProperties = {
  'sev-device': sev['sev-device']!,
  ...sevGuest,
  ...sev,
};

/**
 * The object types of other programs of qemu, with their properties in the order of the schema. Since 6.0 qemu-img checks the
 * properties, and then refuses the type, of which it makes no objects. `objectsLacking` of a profile
 * says what it doesn't have yet.
 */
export const foreignTypes: Readonly<Record<string, SchemaProperties>> = {
  'acpi-generic-initiator': { 'pci-dev': required(text), node: required(uint32) },
  'acpi-generic-port': { 'pci-bus': required(text), node: required(uint32) },
  'authz-listfile': { filename: required(text), refresh: optional(onOff) },
  'authz-pam': { service: required(text) },
  'can-bus': {},
  'can-host-socketcan': { if: required(text), canbus: required(text) },
  'colo-compare': {
    primary_in: required(text),
    secondary_in: required(text),
    outdev: required(text),
    iothread: required(text),
    notify_dev: optional(text),
    compare_timeout: optional(uint64),
    ...optionals(uint32, 'expired_scan_cycle', 'max_queue_size'),
    vnet_hdr_support: optional(onOff),
  },
  'cryptodev-backend': cryptodev,
  'cryptodev-backend-builtin': cryptodev,
  'cryptodev-backend-lkcf': cryptodev,
  'cryptodev-vhost-user': { ...cryptodev, chardev: required(text) },
  'dbus-vmstate': { addr: required(text), 'id-list': optional(text) },
  'filter-buffer': { ...netfilter, interval: required(uint32) },
  'filter-dump': { ...netfilter, file: required(text), maxlen: optional(uint32) },
  'filter-mirror': { ...netfilter, outdev: required(text), vnet_hdr_support: optional(onOff) },
  'filter-redirector': {
    ...netfilter,
    ...optionals(text, 'indev', 'outdev'),
    vnet_hdr_support: optional(onOff),
  },
  'filter-replay': netfilter,
  'filter-rewriter': { ...netfilter, vnet_hdr_support: optional(onOff) },
  'input-barrier': {
    name: required(text),
    ...optionals(text, 'server', 'port', 'x-origin', 'y-origin', 'width', 'height'),
  },
  'input-linux': {
    evdev: required(text),
    ...optionals(onOff, 'grab_all', 'repeat'),
    'grab-toggle': optional(
      choice('ctrl-ctrl', 'alt-alt', 'shift-shift', 'meta-meta', 'scrolllock', 'ctrl-scrolllock'),
    ),
  },
  iommufd: { fd: optional(text) },
  iothread: { ...eventLoop, ...optionals(int64, 'poll-max-ns', 'poll-grow', 'poll-shrink', 'poll-weight') },
  'memory-backend-epc': memory,
  'memory-backend-file': {
    ...memory,
    ...optionals(size, 'align', 'offset'),
    'discard-data': optional(onOff),
    'mem-path': required(text),
    ...optionals(onOff, 'pmem', 'readonly'),
    rom: optional(onOffAuto),
  },
  'memory-backend-memfd': {
    ...memory,
    hugetlb: optional(onOff),
    hugetlbsize: optional(size),
    seal: optional(onOff),
  },
  'memory-backend-ram': memory,
  'memory-backend-shm': memory,
  'monitor-hmp': { chardev: required(text), readline: optional(onOff) },
  'monitor-qmp': { chardev: required(text), pretty: optional(onOff) },
  'pef-guest': {},
  qtest: { chardev: required(text), log: optional(text) },
  'rng-builtin': rng,
  'rng-egd': { ...rng, chardev: required(text) },
  'rng-random': { ...rng, filename: optional(text) },
  's390-pv-guest': {},
  'sev-guest': {
    ...sev,
    ...sevGuest,
    'legacy-vm-type': optional(onOffAuto),
  },
  'sev-snp-guest': {
    ...sev,
    policy: optional(uint64),
    ...optionals(text, 'guest-visible-workarounds', 'id-block', 'id-auth'),
    'author-key-enabled': optional(onOff),
    'host-data': optional(text),
    'vcek-disabled': optional(onOff),
  },
  'tdx-guest': {
    attributes: optional(uint64),
    'sept-ve-disable': optional(onOff),
    ...optionals(text, 'mrconfigid', 'mrowner', 'mrownerconfig'),
    'quote-generation-socket': optional(serverAddress),
  },
  'x-remote-object': { fd: required(text), devid: required(text) },
  'x-vfio-user-server': { socket: required(serverAddress), device: required(text) },
};
