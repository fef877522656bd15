import type { Behaviours } from './behaviour.ts';

/** What versions do differently with `--object`: its types, secrets, and credentials of TLS. */
export interface ObjectValues {
  /**
   * How `--object` is read: as options, with the object made after the command line is checked; or as keyval, made at
   * once.
   */
  readonly objectSyntax: 'options' | 'keyval';
  /** The types that `--object help` lists, which are those that objects are made of. */
  readonly objectTypes: readonly string[];
  /** The types that only qemu's own code makes objects of, and abstract ones. Help knows them. */
  readonly internalTypes: readonly string[];
  /**
   * What the schema of `--object` doesn't have yet: types, and properties as `TYPE.PROPERTY`. There is no schema before 6.0.
   */
  readonly objectsLacking: readonly string[];
  /** The switch `loaded` of secret objects: `writable` loads at once when on, `read-only` is an error when set. */
  readonly secretLoaded: 'writable' | 'read-only' | 'gone';
  /** The key of a user in a file of keys of TLS is checked. */
  readonly pskKeysChecked: boolean;
  /** Credentials by keys of TLS check that there is a folder before anything else. */
  readonly pskDirFirst: boolean;
  /** How many certificates with private keys a side of TLS may have: one, or those in files with numbers, too. */
  readonly tlsIdentities: 'one' | 'several';
  /** A certificate of TLS must be one for the encipherment of keys. */
  readonly tlsKeyEncipherment: boolean;
  /** A file of DH parameters is warned about. */
  readonly dhParametersDeprecated: boolean;
  /** The message about TLS credentials of a server in place of those of a client. */
  readonly wrongTlsEndpoint: string;
}

const commonObjects = [
  ...['authz-list', 'authz-list-file', 'authz-simple', 'pr-manager-helper', 'secret', 'secret_keyring'],
  ...['throttle-group', 'tls-creds-anon', 'tls-creds-psk', 'tls-creds-x509'],
];

const internalObjects = [
  ...[
    'authz',
    'container',
    'interface',
    'object',
    'pr-manager',
    'secret_common',
    'tls-creds',
    'user-creatable',
  ],
  ...['qio-channel', 'qio-channel-buffer', 'qio-channel-command', 'qio-channel-file', 'qio-channel-socket'],
  ...['qio-channel-tls', 'qio-channel-websock', 'qio-dns-resolver', 'qio-net-listener'],
];

/** What the schema of `--object` got between 7.2 and 10.0, and between 10.0 and 11.1. */
const addedIn10 = [
  ...['acpi-generic-initiator', 'acpi-generic-port', 'iommufd', 'memory-backend-shm', 'sev-snp-guest'],
  ...['', '-builtin', '-lkcf'].flatMap(end =>
    ['bps', 'ops'].map(what => `cryptodev-backend${end}.throttle-${what}`),
  ),
  ...['cryptodev-vhost-user.throttle-bps', 'cryptodev-vhost-user.throttle-ops'],
  ...['memory-backend-file.offset', 'memory-backend-file.rom', 'sev-guest.legacy-vm-type'],
];
const addedIn11 = ['iothread.poll-weight', 'monitor-hmp', 'monitor-qmp', 'tdx-guest'];

export const objects: Behaviours<ObjectValues> = {
  objectSyntax: {
    why: '--object is read by a schema since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'options' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'keyval' },
    ],
  },
  objectTypes: {
    why: 'the object main-loop came with 7.1 and thread-context with 7.2; tls-cipher-suites is gone since 8.2',
    values: [
      { since: '5.2', value: [...commonObjects, 'tls-cipher-suites'].sort() },
      { since: '7.1', value: [...commonObjects, 'main-loop', 'tls-cipher-suites'].sort() },
      {
        since: '7.2',
        measured: '7.2',
        value: [...commonObjects, 'main-loop', 'thread-context', 'tls-cipher-suites'].sort(),
      },
      {
        since: '8.2',
        measured: '10.0 11.1',
        value: [...commonObjects, 'main-loop', 'thread-context'].sort(),
      },
    ],
  },
  internalTypes: {
    why: 'event-loop-base and qio-channel-null are in 7.2, not in 5.2, and fw_cfg-data-generator is gone in 10.0; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2', value: [...internalObjects, 'fw_cfg-data-generator'] },
      {
        since: '7.2',
        measured: '7.2',
        value: [...internalObjects, 'fw_cfg-data-generator', 'event-loop-base', 'qio-channel-null'],
      },
      {
        since: '10.0',
        measured: '10.0 11.1',
        value: [...internalObjects, 'event-loop-base', 'qio-channel-null'],
      },
    ],
  },
  objectsLacking: {
    why: 'types of objects and their properties were added between 7.2 and 10.0, and between 10.0 and 11.1',
    values: [
      { since: '5.2', measured: '7.2', value: [...addedIn10, ...addedIn11] },
      { since: '10.0', measured: '10.0', value: addedIn11 },
      { since: '11.1', measured: '11.1', value: [] },
    ],
  },
  secretLoaded: {
    why: 'the switch loaded of secrets could be set until 7.1, and is gone since 9.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'writable' },
      { since: '7.1', measured: '7.2', value: 'read-only' },
      { since: '9.2', measured: '10.0 11.1', value: 'gone' },
    ],
  },
  pskKeysChecked: {
    why: 'keys of TLS are checked in 7.2, not in 5.2, which has an older GnuTLS; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.2', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  pskDirFirst: {
    why: 'keys of TLS need a folder before a user is refused in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: false },
      { since: '11.1', measured: '11.1', value: true },
    ],
  },
  tlsIdentities: {
    why: 'certificates of TLS can have numbers in 11.1, not in 10.0, and are checked otherwise; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: 'one' },
      { since: '11.1', measured: '11.1', value: 'several' },
    ],
  },
  tlsKeyEncipherment: {
    why: 'certificates of TLS had to be for the encipherment of keys in 5.2, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2', value: true },
      { since: '7.2', measured: '7.2 10.0 11.1', value: false },
    ],
  },
  dhParametersDeprecated: {
    why: 'files of DH parameters are deprecated in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: false },
      { since: '11.1', measured: '11.1', value: true },
    ],
  },
  wrongTlsEndpoint: {
    why: 'the words changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'Expecting TLS credentials with a client endpoint' },
      { since: '7.2', measured: '7.2 10.0 11.1', value: 'Expected TLS credentials for a client endpoint' },
    ],
  },
};
