import type { BehaviourValues } from './values.ts';
import type { Vendor } from './version.ts';

/** From which version on a value holds; with a vendor, in that vendor's builds alone. */
export interface Since<Value> {
  readonly since: string;
  readonly vendor?: Vendor;
  readonly value: Value;
  /**
   * The measured versions that show this value and not the one before or behind it: a golden has an outcome of theirs that fails
   * under those. `6.1.0..7.2` is all measured versions from 6.1.0 to 7.2. Absent: none shows it, and `since` is read from
   * upstream's source alone.
   */
  readonly seen?: string;
}

/** One thing that qemu versions do differently. */
export interface Behaviour<Value> {
  /** What changed, in one line. */
  readonly why: string;
  /**
   * In order of `since`; the last one that applies holds. A fix that was taken back into older stable series is one
   * row for each series.
   */
  readonly values: readonly Since<Value>[];
}

/** The oldest version that the table speaks of. */
export const oldest = '5.2';

const commonObjects = [
  ...['authz-list', 'authz-list-file', 'authz-simple', 'pr-manager-helper', 'secret', 'secret_keyring'],
  ...['throttle-group', 'tls-creds-anon', 'tls-creds-psk', 'tls-creds-x509'],
];

/**
 * Everything that versions do differently, one row a behaviour. `since` is the release that upstream changed it in;
 * `seen` names the builds that were asked. Where versions between them weren't, `why` says between which the change came.
 */
export const behaviours: { readonly [Name in keyof BehaviourValues]: Behaviour<BehaviourValues[Name]> } = {
  presentKey: {
    why: 'map tells unallocated everywhere from an explicit zero since 6.1',
    values: [
      { since: '5.2', seen: '5.2..6.0.0', value: false },
      { since: '6.1', seen: '6.1.0..11.1', value: true },
    ],
  },
  compressedKey: {
    why: 'map reports compressed clusters since 8.2',
    values: [
      { since: '5.2', seen: '5.2..7.2', value: false },
      { since: '8.2', seen: '8.2.0..11.1', value: true },
    ],
  },
  nbdHole: {
    why: 'NBD servers report explicit zeros, and the holes of raw files, as holes since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: 'not-allocated' },
      { since: '6.0', seen: '7.2 10.0 11.1', value: 'no-data' },
    ],
  },
  optionErrors: {
    why: 'sub-commands let getopt_long report errors since 10.1; Debian has an early form of that in 10.0',
    values: [
      { since: '5.2', seen: '5.2..9.1.0', value: 'qemu-img' },
      { since: '10.0', vendor: 'Debian', seen: '10.0', value: 'getopt' },
      { since: '10.1', value: 'getopt' },
    ],
  },
  longOptions: {
    why: 'the table of options was put in the order of the help; changed between 10.0 and 11.1',
    values: [
      {
        since: '5.2',
        seen: '10.0',
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
        seen: '11.1',
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
    why: 'each sub-command has its own help since 10.1; Debian has an early form of that in 10.0',
    values: [
      { since: '5.2', seen: '5.2..9.1.0', value: "Try 'qemu-img --help' for more information" },
      { since: '10.0', vendor: 'Debian', seen: '10.0', value: "Try 'qemu-img map --help' for more info" },
      { since: '10.1', seen: '10.1.0..11.1', value: "Try 'qemu-img map --help' for more information" },
    ],
  },
  outputChecked: {
    why: 'the option loop checks --output itself since 10.1; Debian has an early form of that in 10.0',
    values: [
      { since: '5.2', seen: '5.2..9.1.0', value: 'after-operands' },
      { since: '10.0', vendor: 'Debian', seen: '10.0', value: 'while-scanning' },
      { since: '10.1', value: 'while-scanning' },
    ],
  },
  badOutput: {
    why: 'the message names the value since 10.1; Debian has an early form of it, without a comma, in 10.0',
    values: [
      {
        since: '5.2',
        seen: '5.2..9.1.0',
        value: () => '--output must be used with human or json as argument.',
      },
      {
        since: '10.0',
        vendor: 'Debian',
        seen: '10.0',
        value: value => `--output expects 'human' or 'json' not '${value}'`,
      },
      {
        since: '10.1',
        seen: '10.1.0..11.1',
        value: value => `--output expects 'human' or 'json', not '${value}'`,
      },
    ],
  },
  sizeGrammar: {
    why: 'sizes are 64-bit integers with a fixed-point fraction since 6.0; 8.0 settled hex, signs and bare fractions',
    values: [
      { since: '5.2', seen: '5.2', value: 'double' },
      { since: '6.0', seen: '6.0.0..7.2', value: 'fixed-point' },
      { since: '8.0', seen: '8.2.0..11.1', value: 'strict' },
    ],
  },
  malformedSize: {
    why: 'the message names the value since 10.1; Debian has an early form of it, with a full stop, in 10.0',
    values: [
      {
        since: '5.2',
        seen: '5.2..9.1.0',
        value: name => [
          `Invalid ${name} specified. You may use k, M, G, T, P or E suffixes for`,
          'kilobytes, megabytes, gigabytes, terabytes, petabytes and exabytes.',
        ],
      },
      {
        since: '10.0',
        vendor: 'Debian',
        seen: '10.0',
        value: (name, value) => [`Invalid ${name} specified: '${value}'.`],
      },
      {
        since: '10.1',
        seen: '10.1.0..11.1',
        value: (name, value) => [`Invalid ${name} specified: '${value}'`],
      },
    ],
  },
  notRegularFile: {
    why: 'the message names the file since 6.0, where the file driver stopped taking devices',
    values: [
      {
        since: '5.2',
        seen: '5.2',
        value: () => "A regular file was expected by the 'file' driver, but something else was given",
      },
      {
        since: '6.0',
        seen: '6.0.0..11.1',
        value: path => `'file' driver requires '${path}' to be a regular file`,
      },
    ],
  },
  notHostDevice: {
    why: 'the message names the file since 6.0, where the file driver stopped taking devices',
    values: [
      {
        since: '5.2',
        seen: '5.2',
        value: () => "'host_device' driver expects either a character or block device",
      },
      {
        since: '6.0',
        seen: '7.2 10.0 11.1',
        value: path => `'host_device' driver requires '${path}' to be either a character or block device`,
      },
    ],
  },
  unknownNode: {
    why: 'messages spell the parameter node-name as it is since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: name => `Cannot find device=${name} nor node_name=${name}` },
      {
        since: '6.0',
        seen: '6.0.0..11.1',
        value: name => `Cannot find device='${name}' nor node-name='${name}'`,
      },
    ],
  },
  invalidNodeName: {
    why: 'messages spell the parameter node-name as it is since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: () => 'Invalid node name' },
      { since: '6.0', seen: '6.0.0..11.1', value: name => `Invalid node-name: '${name}'` },
    ],
  },
  shortFormWarning: {
    why: 'short-form boolean options are deprecated since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: false },
      { since: '6.0', seen: '7.2 10.0 11.1', value: true },
    ],
  },
  jsonErrorsHavePosition: {
    why: 'a new JSON parser tracks positions; changed between 10.1 and 11.1',
    values: [
      { since: '5.2', seen: '5.2 7.2 10.0', value: false },
      { since: '11.1', seen: '11.1', value: true },
    ],
  },
  rawErrorsShowNumbers: {
    why: 'the numbers were printed before they were set; fixed in 9.2 and four stable series',
    values: [
      { since: '5.2', seen: '5.2..7.1.0', value: false },
      { since: '7.2.15', seen: '7.2', value: true },
      { since: '8.0', seen: '8.2.0', value: false },
      { since: '8.2.8', value: true },
      { since: '9.0', value: false },
      { since: '9.0.4', value: true },
      { since: '9.1', seen: '9.1.0', value: false },
      { since: '9.1.2', seen: '10.0..11.1', value: true },
    ],
  },
  errnoLeftOver: {
    why: 'a negative return value was taken for an errno until 7.1',
    values: [
      { since: '5.2', seen: '5.2..6.2.0', value: true },
      { since: '7.1', seen: '7.1.0..11.1', value: false },
    ],
  },
  unusableSize: {
    why: 'a node longer than the longest allowed is refused when it is opened since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: 'after-header' },
      { since: '6.0', seen: '6.0.0..11.1', value: 'on-opening' },
    ],
  },
  dataFileName: {
    why: 'CVE-2024-4467: a data file name must not open other protocols; fixed in 9.1 and three stable series',
    values: [
      { since: '5.2', seen: '5.2', value: 'parsed' },
      { since: '7.2.13', seen: '7.2', value: 'literal' },
      { since: '8.0', value: 'parsed' },
      { since: '8.2.6', value: 'literal' },
      { since: '9.0', value: 'parsed' },
      { since: '9.0.2', seen: '10.0 11.1', value: 'literal' },
    ],
  },
  zstd: {
    why: 'qcow2 knows zstd since 5.1 where the library is there; Debian 5.2 was built without it',
    values: [
      { since: '5.2', value: true },
      { since: '5.2', vendor: 'Debian', seen: '5.2', value: false },
      { since: '6.0', seen: '6.0.0..11.1', value: true },
    ],
  },
  farReads: {
    why: 'requests that end after 2^63 - 2^30 fail since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: 'zeros' },
      { since: '6.0', seen: '6.0.0..11.1', value: 'fail' },
    ],
  },
  chainFiles: {
    why: 'one descriptor an image and a few for the event loop; more of those between 10.0 and 11.1',
    values: [
      { since: '5.2', value: 1016 },
      { since: '11.1', value: 1014 },
    ],
  },
  parallels: {
    why: 'Debian 5.2 was built without the driver',
    values: [
      { since: '5.2', value: true },
      { since: '5.2', vendor: 'Debian', value: false },
      { since: '6.0', value: true },
    ],
  },
  preallocate: {
    why: 'the filter came with 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: false },
      { since: '6.0', seen: '6.0.0..11.1', value: true },
    ],
  },
  aioMaxBatch: {
    why: 'the option came with 6.2',
    values: [
      { since: '5.2', seen: '5.2', value: false },
      { since: '6.2', seen: '7.2 10.0 11.1', value: true },
    ],
  },
  discardNoUnref: {
    why: 'the option of qcow2 came with 8.1',
    values: [
      { since: '5.2', seen: '5.2 7.2', value: false },
      { since: '8.1', seen: '10.0 11.1', value: true },
    ],
  },
  duplicateNodeName: {
    why: 'messages name the node since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: () => 'Duplicate node name' },
      { since: '6.0', seen: '6.0.0..11.1', value: name => `Duplicate nodes with node-name='${name}'` },
    ],
  },
  jsonNumbers: {
    why: 'numbers are written so that they read back the same since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: 'fixed' },
      { since: '6.0', seen: '6.0.0..11.1', value: 'exact' },
    ],
  },
  luksQuotes: {
    why: 'errors about LUKS headers quote names; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', seen: '5.2', value: false },
      { since: '7.2', seen: '7.2 10.0 11.1', value: true },
    ],
  },
  luksChecks: {
    why: 'the LUKS header is checked for more than overlaps since 7.2',
    values: [
      { since: '5.2', seen: '5.2..7.1.0', value: 'some' },
      { since: '7.2', seen: '7.2..8.2.0', value: 'all' },
    ],
  },
  luksOverlaps: {
    why: 'key slots are compared by a common function for ranges; changed between 8.2 and 9.1',
    values: [
      { since: '5.2', seen: '5.2..8.2.0', value: 'sums' },
      { since: '9.1', seen: '9.1.0..11.1', value: 'ranges' },
    ],
  },
  luksSm4: {
    why: 'the cipher SM4 came with 9.0',
    values: [
      { since: '5.2', seen: '5.2 7.2', value: false },
      { since: '9.0', seen: '10.0 11.1', value: true },
    ],
  },
  luksSm3: {
    why: 'the hash SM3 came with 9.2',
    values: [
      { since: '5.2', seen: '5.2 7.2', value: false },
      { since: '9.2', seen: '10.0 11.1', value: true },
    ],
  },
  objectSyntax: {
    why: 'objects are described by a schema since 6.0',
    values: [
      { since: '5.2', seen: '5.2', value: 'options' },
      { since: '6.0', seen: '6.0.0..11.1', value: 'keyval' },
    ],
  },
  enumErrors: {
    why: 'the message names the parameter whose value is unknown since 6.2',
    values: [
      { since: '5.2', seen: '6.0.0..6.1.0', value: (_, value) => `Invalid parameter '${value}'` },
      {
        since: '6.2',
        seen: '6.2.0..11.1',
        value: (name, value) => `Parameter '${name}' does not accept value '${value}'`,
      },
    ],
  },
  objectTypes: {
    why: 'main-loop came with 7.1, thread-context with 7.2; tls-cipher-suites left with 8.2',
    values: [
      { since: '5.2', value: [...commonObjects, 'tls-cipher-suites'].sort() },
      { since: '7.1', value: [...commonObjects, 'main-loop', 'tls-cipher-suites'].sort() },
      { since: '7.2', value: [...commonObjects, 'main-loop', 'thread-context', 'tls-cipher-suites'].sort() },
      { since: '8.2', value: [...commonObjects, 'main-loop', 'thread-context'].sort() },
    ],
  },
  secretLoaded: {
    why: 'the switch loaded of secrets could be set until 7.1, and is gone since 9.2',
    values: [
      { since: '5.2', seen: '5.2', value: 'writable' },
      { since: '7.1', seen: '7.2', value: 'read-only' },
      { since: '9.2', seen: '10.0 11.1', value: 'gone' },
    ],
  },
};
