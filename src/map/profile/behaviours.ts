import type { BehaviourValues } from './values.ts';
import type { Vendor } from './version.ts';

/** A value of a behaviour, and the versions that have it. */
export interface Since<Value> {
  /** The first version with this value. */
  readonly since: string;
  /** Only the builds of this vendor have the value. Absent: all builds. */
  readonly vendor?: Vendor;
  readonly value: Value;
  /**
   * The versions on which this value was measured: for each of them a golden, or a real qemu-img at a server of NBD, has an
   * outcome that fails with the value before or behind. `6.1.0..7.2` means all measured versions from 6.1.0 to 7.2. Absent: on
   * none; `since` was only read in the source of qemu.
   */
  readonly measured?: string;
}

/** One thing in which versions of qemu differ: a row of the table. */
export interface Behaviour<Value> {
  /** What changed, and when, in one line without a full stop. */
  readonly why: string;
  /**
   * In the order of `since`; the last one that applies to a version holds. A fix that was backported has one entry for each
   * stable series.
   */
  readonly values: readonly Since<Value>[];
}

/** The oldest version that the table covers. */
export const oldest = '5.2';

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

/**
 * The table of everything in which versions differ. `since` is the upstream release with the change. If no build
 * between two measured ones was run, `why` names these two.
 */
export const behaviours: { readonly [Name in keyof BehaviourValues]: Behaviour<BehaviourValues[Name]> } = {
  presentKey: {
    why: 'map reports since 6.1 whether any layer allocates a range (present)',
    values: [
      { since: '5.2', measured: '5.2..6.0.0', value: false },
      { since: '6.1', measured: '6.1.0..11.1', value: true },
    ],
  },
  compressedKey: {
    why: 'map reports compressed clusters since 8.2',
    values: [
      { since: '5.2', measured: '5.2..7.2', value: false },
      { since: '8.2', measured: '8.2.0..11.1', value: true },
    ],
  },
  nbdHole: {
    why: 'NBD servers report explicit zeros, and the holes of raw files, as holes since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'not-allocated' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'no-data' },
    ],
  },
  optionErrors: {
    why: 'getopt_long reports the errors of options since 10.1; Debian 10.0 has an early form of that',
    values: [
      { since: '5.2', measured: '5.2..9.1.0', value: 'qemu-img' },
      { since: '10.0', vendor: 'Debian', measured: '10.0', value: 'getopt' },
      { since: '10.1', value: 'getopt' },
    ],
  },
  longOptions: {
    why: 'the options are in the order of the help text; changed between 10.0 and 11.1',
    values: [
      {
        since: '5.2',
        measured: '10.0',
        value: [
          'help',
          'format',
          'output',
          'object',
          'image-opts',
          'force-share',
          'start-offset',
          'max-length',
        ],
      },
      {
        since: '10.1',
        measured: '11.1',
        value: [
          'help',
          'format',
          'image-opts',
          'start-offset',
          'max-length',
          'force-share',
          'output',
          'object',
        ],
      },
    ],
  },
  misuseTrailer: {
    why: 'each subcommand has its own help since 10.1; Debian 10.0 has an early form of that',
    values: [
      { since: '5.2', measured: '5.2..9.1.0', value: "Try 'qemu-img --help' for more information" },
      { since: '10.0', vendor: 'Debian', measured: '10.0', value: "Try 'qemu-img map --help' for more info" },
      { since: '10.1', measured: '10.1.0..11.1', value: "Try 'qemu-img map --help' for more information" },
    ],
  },
  outputChecked: {
    why: '--output is checked while options are scanned since 10.1; Debian 10.0 has an early form of that',
    values: [
      { since: '5.2', measured: '5.2..9.1.0', value: 'after-operands' },
      { since: '10.0', vendor: 'Debian', measured: '10.0', value: 'while-scanning' },
      { since: '10.1', value: 'while-scanning' },
    ],
  },
  badOutput: {
    why: 'the message names the value since 10.1; Debian 10.0 has an early form of it, without a comma',
    values: [
      {
        since: '5.2',
        measured: '5.2..9.1.0',
        value: () => '--output must be used with human or json as argument.',
      },
      {
        since: '10.0',
        vendor: 'Debian',
        measured: '10.0',
        value: value => `--output expects 'human' or 'json' not '${value}'`,
      },
      {
        since: '10.1',
        measured: '10.1.0..11.1',
        value: value => `--output expects 'human' or 'json', not '${value}'`,
      },
    ],
  },
  sizeGrammar: {
    why: 'sizes are 64-bit integers with a fixed-point fraction since 6.0; 8.0 dropped suffixes of hex, 8.1 changed signs and fractions',
    values: [
      { since: '5.2', measured: '5.2', value: 'double' },
      { since: '6.0', measured: '6.0.0..7.2', value: 'fixed-point' },
      { since: '8.0', value: 'fixed-point, plain hex' },
      { since: '8.1', measured: '8.2.0..11.1', value: 'strict' },
    ],
  },
  malformedSize: {
    why: 'the message names the value since 10.1; Debian 10.0 has an early form of it, with a full stop',
    values: [
      {
        since: '5.2',
        measured: '5.2..9.1.0',
        value: name => [
          `Invalid ${name} specified. You may use k, M, G, T, P or E suffixes for`,
          'kilobytes, megabytes, gigabytes, terabytes, petabytes and exabytes.',
        ],
      },
      {
        since: '10.0',
        vendor: 'Debian',
        measured: '10.0',
        value: (name, value) => [`Invalid ${name} specified: '${value}'.`],
      },
      {
        since: '10.1',
        measured: '10.1.0..11.1',
        value: (name, value) => [`Invalid ${name} specified: '${value}'`],
      },
    ],
  },
  notRegularFile: {
    why: 'the message names the file since 6.0, when the file driver stopped taking devices',
    values: [
      {
        since: '5.2',
        measured: '5.2',
        value: () => "A regular file was expected by the 'file' driver, but something else was given",
      },
      {
        since: '6.0',
        measured: '6.0.0..11.1',
        value: path => `'file' driver requires '${path}' to be a regular file`,
      },
    ],
  },
  notHostDevice: {
    why: 'the message names the file since 6.0, when the file driver stopped taking devices',
    values: [
      {
        since: '5.2',
        measured: '5.2',
        value: (_, driver) => `'${driver}' driver expects either a character or block device`,
      },
      {
        since: '6.0',
        measured: '7.2 10.0 11.1',
        value: (path, driver) =>
          `'${driver}' driver requires '${path}' to be either a character or block device`,
      },
    ],
  },
  unknownNode: {
    why: 'messages spell the option node-name with a dash since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: name => `Cannot find device=${name} nor node_name=${name}` },
      {
        since: '6.0',
        measured: '6.0.0..11.1',
        value: name => `Cannot find device='${name}' nor node-name='${name}'`,
      },
    ],
  },
  invalidNodeName: {
    why: 'messages spell the option node-name with a dash since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: () => 'Invalid node name' },
      { since: '6.0', measured: '6.0.0..11.1', value: name => `Invalid node-name: '${name}'` },
    ],
  },
  shortFormWarning: {
    why: 'short-form boolean options are deprecated since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  jsonErrorsHavePosition: {
    why: 'errors of a new JSON parser name the position; changed between 10.1 and 11.1',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: false },
      { since: '11.1', measured: '11.1', value: true },
    ],
  },
  rawErrorsShowNumbers: {
    why: 'errors of raw printed numbers before these were set; fixed in 9.2 and four stable series',
    values: [
      { since: '5.2', measured: '5.2..7.1.0', value: false },
      { since: '7.2.15', measured: '7.2', value: true },
      { since: '8.0', measured: '8.2.0', value: false },
      { since: '8.2.8', value: true },
      { since: '9.0', value: false },
      { since: '9.0.4', value: true },
      { since: '9.1', measured: '9.1.0', value: false },
      { since: '9.1.2', measured: '10.0..11.1', value: true },
    ],
  },
  errnoLeftOver: {
    why: 'a negative return value was taken for an errno until 7.1',
    values: [
      { since: '5.2', measured: '5.2..6.2.0', value: true },
      { since: '7.1', measured: '7.1.0..11.1', value: false },
    ],
  },
  unusableSize: {
    why: 'a node that is too long is refused when it is opened since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'after-header' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'on-opening' },
    ],
  },
  dataFileName: {
    why: 'CVE-2024-4467: a data file name must not open other protocols; fixed in 9.1 and three stable series',
    values: [
      { since: '5.2', measured: '5.2', value: 'parsed' },
      { since: '7.2.13', measured: '7.2', value: 'literal' },
      { since: '8.0', value: 'parsed' },
      { since: '8.2.6', value: 'literal' },
      { since: '9.0', value: 'parsed' },
      { since: '9.0.2', measured: '10.0 11.1', value: 'literal' },
    ],
  },
  zstd: {
    why: 'qcow2 can use zstd since 5.1; Debian 5.2 was built without it',
    values: [
      { since: '5.2', value: true },
      { since: '5.2', vendor: 'Debian', measured: '5.2', value: false },
      { since: '6.0', measured: '6.0.0..11.1', value: true },
    ],
  },
  farReads: {
    why: 'requests that end after 2^63 - 2^30 fail since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'zeros' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'fail' },
    ],
  },
  fileTakesDevices: {
    why: 'the file driver refuses devices since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: true },
      { since: '6.0', measured: '7.2 10.0 11.1', value: false },
    ],
  },
  directAlignment: {
    why: 'the host is asked for the alignment of O_DIRECT in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', value: 'probed' },
      { since: '11.1', value: 'stated' },
    ],
  },
  chainFiles: {
    why: 'each image takes one descriptor, the event loop a few; it takes more in 11.1 than in 10.0',
    values: [
      { since: '5.2', value: 1017 },
      { since: '11.1', value: 1015 },
    ],
  },
  probedBeforeVdi: {
    why: 'the order in which a build registers its drivers decides; measured on Debian builds alone',
    values: [
      { since: '5.2', measured: '5.2', value: ['qcow', 'qcow2', 'vmdk'] },
      { since: '7.2', measured: '7.2', value: ['qed', 'parallels'] },
      { since: '10.0', measured: '10.0 11.1', value: ['qed', 'vmdk', 'vpc', 'vhdx', 'parallels'] },
    ],
  },
  bareHexPrefix: {
    why: 'scanf of the C library took 0x without digits for a number before glibc 2.42, which Debian 11.1 is built with',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: 'number' },
      { since: '11.1', vendor: 'Debian', measured: '11.1', value: 'no number' },
    ],
  },
  vpcOddFooter: {
    why: 'a footer at the end is of a fixed disk alone since 6.2; before, other types divide by zero',
    values: [
      { since: '5.2', value: 'crash' },
      { since: '6.2', value: 'refused' },
    ],
  },
  qedTexts: {
    why: 'the checks of QED headers have texts since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  cloopSize: {
    why: 'the number of sectors of cloop images has 64 bits; fixed in 10.0.13 and between 10.2.2 and 11.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'modulo 2^32' },
      { since: '10.0.13', measured: '10.0', value: 'exact' },
      { since: '10.1', value: 'modulo 2^32' },
      { since: '11.1', measured: '11.1', value: 'exact' },
    ],
  },
  dmgChecks: {
    why: 'a dmg image has chunks, and raw ones of the size that they say; fixed in 10.0.13 and between 10.2.2 and 11.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'some' },
      { since: '10.0.13', measured: '10.0', value: 'all' },
      { since: '10.1', value: 'some' },
      { since: '11.1', measured: '11.1', value: 'all' },
    ],
  },
  dmgSearch: {
    why: 'qemu searches the chunks of a dmg image, and no longer one more behind them; fixed with the checks of chunks',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'one more' },
      { since: '10.0.13', measured: '10.0', value: 'chunks' },
      { since: '10.1', value: 'one more' },
      { since: '11.1', measured: '11.1', value: 'chunks' },
    ],
  },
  dmgWarnings: {
    why: 'chunks of a dmg image that are passed over cause warnings; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.2', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  readsFrom2GiB: {
    why: 'the length of a read has 64 bits, and had 32 with a sign; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'Invalid argument' },
      { since: '7.2', measured: '7.2 10.0 11.1', value: 'Input/output error' },
    ],
  },
  vpcDynamicHeader: {
    why: '7.2 reads the whole dynamic header of a VHD, 5.2 its first half; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2', value: 512 },
      { since: '7.2', measured: '7.2 10.0 11.1', value: 1024 },
    ],
  },
  vpcGeometry: {
    why: 'the geometry gives the size of images of Virtual PC and of qemu alone since 10.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'unless-known' },
      { since: '10.0', measured: '10.0 11.1', value: 'of-virtual-pc' },
    ],
  },
  nbdUrls: {
    why: 'GLib reads URLs since 9.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'own' },
      { since: '9.1', measured: '10.0 11.1', value: 'glib' },
    ],
  },
  nbdHostSpec: {
    why: 'an address with flags is read as options in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: 'scanned' },
      { since: '10.1', measured: '11.1', value: 'options' },
    ],
  },
  nbdExtendedHeaders: {
    why: 'the NBD client knows extended headers since 8.2, and looks at the length of a chunk first',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '8.2', measured: '10.0 11.1', value: true },
    ],
  },
  nbdOpenTimeout: {
    why: 'the options open-timeout and tls-hostname of NBD came with 7.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  mptcp: {
    why: 'addresses have the flag mptcp since 6.1',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.1', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  keepAliveTimes: {
    why: 'addresses say in 11.1, not in 10.0, how a connection is kept alive; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: false },
      { since: '10.1', measured: '11.1', value: true },
    ],
  },
  nbdReadOnly: {
    why: 'the error of a client that is set up in a coroutine has no text of its own; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'NBD export is read-only' },
      { since: '6.1', measured: '7.2 10.0 11.1', value: 'Could not open image: Permission denied' },
    ],
  },
  nbdContextMissing: {
    why: 'the error of a client that is set up in a coroutine has no text of its own; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: context => `requested x-dirty-bitmap ${context} not found` },
      { since: '6.1', measured: '7.2 10.0 11.1', value: () => 'Could not open image: Invalid argument' },
    ],
  },
  alignmentLimit: {
    // Measured on all four builds with exports of blocks of 1 and 2 GiB; a golden has no such server.
    why: 'a node with a larger alignment than 1 GiB is refused since 6.0',
    values: [
      { since: '5.2', value: false },
      { since: '6.0', value: true },
    ],
  },
  endOfStream: {
    why: 'the text changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'Unexpected end-of-file before all bytes were read' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'Unexpected end-of-file before all data were read' },
    ],
  },
  parallels: {
    why: 'Debian 5.2 was built without the driver parallels',
    values: [
      { since: '5.2', value: true },
      { since: '5.2', vendor: 'Debian', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  parallelsOptions: {
    why: 'the driver parallels reads its options first since 8.2, not after the header',
    values: [
      { since: '5.2', measured: '7.2', value: 'last' },
      { since: '8.2', measured: '10.0 11.1', value: 'first' },
    ],
  },
  parallelsFarExtension: {
    why: 'the offset of a format extension of Parallels is checked since 10.0',
    values: [
      { since: '5.2', measured: '7.2', value: 'crash' },
      { since: '10.0', measured: '10.0 11.1', value: 'refused' },
    ],
  },
  parallelsFileSize: {
    why: 'the driver parallels asks for the size of its file first in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', measured: '7.2', value: 'unchecked' },
      { since: '10.0', measured: '10.0 11.1', value: 'checked' },
    ],
  },
  parallelsLongestTable: {
    // Measured on 7.2, 10.0 and 11.1 at the last entry that is read and the next; a golden has no file of 2 GiB, and 5.2 no driver.
    why: 'how the table of a Parallels image is read at once; changed between 7.2 and 10.0, and between 10.0 and 11.1',
    values: [
      { since: '5.2', value: 0x7fff_fe00 },
      { since: '10.0', value: 0x7fff_f000 },
      { since: '11.1', value: Number.POSITIVE_INFINITY },
    ],
  },
  parallelsHeaderUnit: {
    why: 'the header of a Parallels image is read in whole pages in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', measured: '7.2', value: 512 },
      { since: '10.0', measured: '10.0 11.1', value: 4096 },
    ],
  },
  parallelsRepair: {
    // Measured on 7.2, 10.0 and 11.1; a golden has no image that qemu-img changes, and 5.2 no driver.
    why: 'Parallels images that are open for writing are repaired in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', value: 'never' },
      { since: '10.0', value: 'on-opening' },
    ],
  },
  parallelsDataArea: {
    why: 'clusters of Parallels images must be in the data area; changed between 10.2 and 11.1',
    values: [
      { since: '5.2', measured: '7.2 10.0', value: false },
      { since: '11.1', measured: '11.1', value: true },
    ],
  },
  missingModule: {
    why: 'a missing module is reported, and since 10.0 the error of a name that needs it is lost; measured on Debian builds',
    values: [
      { since: '5.2', measured: '5.2', value: 'unsaid' },
      { since: '7.2', measured: '7.2', value: 'said' },
      { since: '10.0', measured: '10.0 11.1', value: 'forgotten' },
    ],
  },
  openErrors: {
    why: 'files beside images are opened with the words of image files in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: 'own' },
      { since: '11.1', measured: '11.1', value: 'common' },
    ],
  },
  fdsetErrors: {
    why: 'the words about descriptor sets changed between 7.2 and 10.0',
    values: [
      {
        since: '5.2',
        measured: '5.2 7.2',
        value: (name, flags) => `Could not dup FD for ${name} flags ${flags}`,
      },
      { since: '10.0', measured: '10.0 11.1', value: name => `Could not open '${name}'` },
    ],
  },
  blkio: {
    why: 'Debian builds have the module blkio in 10.0, not in 7.2; no build between them was run',
    values: [
      { since: '5.2', measured: '7.2', value: false },
      { since: '10.0', measured: '10.0 11.1', value: true },
    ],
  },
  gluster: {
    why: 'gluster over RDMA is gone in 10.0, gluster in 11.1; no build between the measured ones was run',
    values: [
      { since: '5.2', measured: '7.2', value: 'with-rdma' },
      { since: '10.0', measured: '10.0', value: 'without-rdma' },
      { since: '11.1', measured: '11.1', value: 'gone' },
    ],
  },
  quorumStatus: {
    why: 'quorum asks its children which bytes are zeros since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'data' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'by-child' },
    ],
  },
  expectsAtLeast: {
    why: 'messages about parameters have an article since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: (name, what) => `Parameter '${name}' expects ${what}` },
      {
        since: '6.0',
        measured: '7.2 10.0 11.1',
        value: (name, what) => `Parameter '${name}' expects a ${what}`,
      },
    ],
  },
  copyBeforeWrite: {
    why: 'the filter copy-before-write can be opened by its name since 6.2, and reads its options by a schema since 7.1',
    values: [
      { since: '5.2', measured: '5.2', value: 'absent' },
      { since: '6.2', value: 'without-schema' },
      { since: '7.1', measured: '7.2 10.0 11.1', value: 'by-schema' },
    ],
  },
  minClusterSize: {
    why: 'the option min-cluster-size of copy-before-write came with 9.2',
    values: [
      { since: '5.2', measured: '7.2', value: false },
      { since: '9.2', measured: '10.0 11.1', value: true },
    ],
  },
  blockSizeWarning: {
    why: 'the words for a target of unknown block size changed with min-cluster-size in 9.2',
    values: [
      {
        since: '5.2',
        measured: '7.2',
        value: size =>
          `The default block size of ${size} bytes is used. If the actual block size of the target exceeds this default`,
      },
      {
        since: '9.2',
        measured: '10.0 11.1',
        value: size =>
          `The (default) block size of ${size} bytes is used. If the actual block size of the target exceeds this value`,
      },
    ],
  },
  snapshotAccess: {
    why: 'the driver snapshot-access came with 7.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  configErrors: {
    why: 'config files are read section by section, and their errors name no line, since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'by-line' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'late' },
    ],
  },
  cyclesRefused: {
    // Measured on all four builds; a golden holds no crashes.
    why: 'cycles of nodes are refused in 7.2, and crash 5.2; no build between was run',
    values: [
      { since: '5.2', value: false },
      { since: '7.2', value: true },
    ],
  },
  nbdPayloadLost: {
    // Measured on all four builds with a server that goes away at each byte; a golden has no such server.
    why: 'a server that goes away inside of a status or an error is an error of reading in 7.2; no build between 5.2 and 7.2 was run',
    values: [
      { since: '5.2', value: 'not-permitted' },
      { since: '7.2', value: 'io' },
    ],
  },
  graphPermission: {
    why: 'the permission graph-mod is gone in 7.2; no build between 5.2 and 7.2 was run',
    values: [
      { since: '5.2', measured: '5.2', value: true },
      { since: '7.2', measured: '7.2 10.0 11.1', value: false },
    ],
  },
  copyOnReadBottom: {
    why: 'the option bottom of copy-on-read came with 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  preallocate: {
    why: 'the filter preallocate came with 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '6.0.0..11.1', value: true },
    ],
  },
  aioMaxBatch: {
    why: 'the option aio-max-batch of the file driver came with 6.2',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.2', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  discardNoUnref: {
    why: 'the option discard-no-unref of qcow2 came with 8.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '8.1', measured: '10.0 11.1', value: true },
    ],
  },
  activeOption: {
    why: 'every node can be told whether it is active since 10.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '10.0', measured: '10.0 11.1', value: true },
    ],
  },
  duplicateNodeName: {
    why: 'messages name the node since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: () => 'Duplicate node name' },
      { since: '6.0', measured: '6.0.0..11.1', value: name => `Duplicate nodes with node-name='${name}'` },
    ],
  },
  jsonNumbers: {
    why: 'numbers of JSON are printed with all their digits since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'fixed' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'exact' },
    ],
  },
  luksQuotes: {
    why: 'errors about LUKS headers quote names; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.2', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  luksChecks: {
    why: 'since 7.2 more of the LUKS header is checked than overlapping key slots',
    values: [
      { since: '5.2', measured: '5.2..7.1.0', value: 'some' },
      { since: '7.2', measured: '7.2..8.2.0', value: 'all' },
    ],
  },
  luksOverlaps: {
    why: 'overlaps of LUKS key slots are found by a common function for ranges; changed between 8.2 and 9.1',
    values: [
      { since: '5.2', measured: '5.2..8.2.0', value: 'sums' },
      { since: '9.1', measured: '9.1.0..11.1', value: 'ranges' },
    ],
  },
  luksDetachedHeader: {
    why: 'the option header of the driver luks came with 9.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '9.0', measured: '10.0 11.1', value: true },
    ],
  },
  luksSm4: {
    why: 'the cipher SM4 came with 9.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '9.0', measured: '10.0 11.1', value: true },
    ],
  },
  luksSm3: {
    why: 'the hash SM3 came with 9.2',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '9.2', measured: '10.0 11.1', value: true },
    ],
  },
  objectSyntax: {
    why: '--object is read by a schema since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'options' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'keyval' },
    ],
  },
  enumErrors: {
    why: 'the message names the parameter whose value is unknown since 6.2',
    values: [
      { since: '5.2', measured: '6.0.0..6.1.0', value: (_, value) => `Invalid parameter '${value}'` },
      {
        since: '6.2',
        measured: '6.2.0..11.1',
        value: (name, value) => `Parameter '${name}' does not accept value '${value}'`,
      },
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
  tlsOverPortsOnly: {
    why: 'TLS goes over socket files in 7.2, not in 5.2; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2', value: true },
      { since: '7.2', measured: '7.2 10.0 11.1', value: false },
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
};
