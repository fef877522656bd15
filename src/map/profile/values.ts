/**
 * A grammar of sizes: of `-s`, `-l` and sizes in image options. The grammars are described in
 * src/map/profile/size.
 */
export type SizeGrammar = 'double' | 'fixed-point' | 'fixed-point, plain hex' | 'strict';

/** The long options of map. */
export type OptionName =
  | 'help'
  | 'format'
  | 'output'
  | 'object'
  | 'image-opts'
  | 'force-share'
  | 'start-offset'
  | 'max-length';

/**
 * The value of each behaviour in a profile. Texts are whole lines without the prefix `qemu-img: ` and without the line
 * feed. A function returns the text that quotes its arguments.
 */
export interface BehaviourValues {
  /** JSON entries have `present`, and only extents in which it is equal merge. */
  readonly presentKey: boolean;
  /** JSON entries have `compressed`, and only extents in which it is equal merge. */
  readonly compressedKey: boolean;

  /**
   * The meaning of the hole bit in base:allocation of NBD: no data, or no layer allocates it (then holes of files don't
   * count).
   */
  readonly nbdHole: 'no-data' | 'not-allocated';

  /** The author of messages about options: qemu-img itself, or getopt_long of the C library. */
  readonly optionErrors: 'qemu-img' | 'getopt';
  /** The long options, in the order in which the message about an ambiguous option lists them. */
  readonly longOptions: readonly OptionName[];
  /** The line after the message about a misuse. */
  readonly misuseTrailer: string;
  /** When `--output` is checked: each one while it is scanned, or only the last one, after the operands are counted. */
  readonly outputChecked: 'while-scanning' | 'after-operands';
  /** The message about an `--output` that is neither human nor json. */
  readonly badOutput: (value: string) => string;
  /** How sizes are read. */
  readonly sizeGrammar: SizeGrammar;
  /** The lines about a `-s` or `-l` that is not a size. `name` is `start offset` or `max length`. */
  readonly malformedSize: (name: string, value: string) => readonly string[];

  /** The message if the file driver gets something that isn't a regular file. */
  readonly notRegularFile: (path: string) => string;
  /** The message if a driver of devices gets something that isn't a device. */
  readonly notHostDevice: (path: string, driver: string) => string;
  /** The message about a child that is the name of a node, if there is no such node. */
  readonly unknownNode: (name: string) => string;
  /** The message about a `node-name` that isn't well formed. */
  readonly invalidNodeName: (name: string) => string;
  /** A word without a value in image options (`read-only` for `read-only=on`) causes a warning. */
  readonly shortFormWarning: boolean;
  /** Errors of the JSON parser have their later wording, and begin with `LINE:COLUMN: `. */
  readonly jsonErrorsHavePosition: boolean;
  /** Errors of the raw driver about `offset` and `size` print these numbers. False: they print 0. */
  readonly rawErrorsShowNumbers: boolean;
  /** Some errors of qcow2 end with a meaningless `: Unknown error -N`. */
  readonly errnoLeftOver: boolean;
  /** When an image is refused whose size qemu can't use: on opening, or after the header is printed. */
  readonly unusableSize: 'on-opening' | 'after-header';
  /**
   * How the name of a data file in a qcow2 header is read, of an extent in a vmdk descriptor, or of the image that blkverify tests:
   * `parsed` allows protocols and `json:`, `literal` is a plain file name.
   */
  readonly dataFileName: 'parsed' | 'literal';
  /** Whether a hexadecimal number can be `0x` alone where a text is scanned. */
  readonly bareHexPrefix: 'number' | 'no number';
  /** The build reads qcow2 compression type 1. */
  readonly zstd: boolean;
  /** The result of reads close to 2^63: zeros, as past the end of any file, or an error. */
  readonly farReads: 'zeros' | 'fail';
  /** The file driver opens devices too, with a warning. */
  readonly fileTakesDevices: boolean;
  /**
   * How the alignment of O_DIRECT is found: `probed` by reads, which may give more than the blocks of the file system, or
   * `stated` by the host.
   */
  readonly directAlignment: 'probed' | 'stated';
  /**
   * How many backing files of a chain can be open before descriptors run out: with a limit of 1024, and nothing open at the
   * start but the standard streams.
   */
  readonly chainFiles: number;
  /** The formats that a file with the magic of VDI is taken for if it has their magic too. */
  readonly probedBeforeVdi: readonly string[];
  /** A VPC footer at the end of a file that isn't of a fixed disk: refused, or qemu crashes in the walk. */
  readonly vpcOddFooter: 'refused' | 'crash';
  /** The checks of a QED header have texts of their own. */
  readonly qedTexts: boolean;
  /** Whether the size of a cloop image is kept as its number of sectors, or as the lower 32 bits of that. */
  readonly cloopSize: 'exact' | 'modulo 2^32';
  /** How much of the chunks of a dmg image is checked: some fields, or also that there are any, and the size of raw ones. */
  readonly dmgChecks: 'some' | 'all';
  /** Where the search for a chunk of a dmg image begins to halve: at all chunks, or at one more, which is none. */
  readonly dmgSearch: 'chunks' | 'one more';
  /** Chunks of a dmg image that qemu passes over cause warnings. */
  readonly dmgWarnings: boolean;
  /** The error of a read of 2 GiB or more that a driver makes at once. */
  readonly readsFrom2GiB: string;
  /** How many bytes of the dynamic header of a VHD are read. */
  readonly vpcDynamicHeader: 512 | 1024;
  /** Whose VPC images have the size of their geometry: of all creators but those known to mean the size, or of two alone. */
  readonly vpcGeometry: 'unless-known' | 'of-virtual-pc';
  /** The parser of NBD URLs: qemu's own, or that of GLib. */
  readonly nbdUrls: 'own' | 'glib';
  /** How `HOST:PORT` with flags is read in a name of NBD: scanned for the flags that are known, or as options. */
  readonly nbdHostSpec: 'scanned' | 'options';
  /** The NBD client asks for extended headers, and takes extents with numbers of 64 bits. */
  readonly nbdExtendedHeaders: boolean;
  /** The NBD driver has the options open-timeout and tls-hostname. */
  readonly nbdOpenTimeout: boolean;
  /** Addresses have the flag mptcp. */
  readonly mptcp: boolean;
  /** Addresses have the numbers keep-alive-count, keep-alive-idle and keep-alive-interval. */
  readonly keepAliveTimes: boolean;
  /** The message if an NBD export that is to be written to is read-only. */
  readonly nbdReadOnly: string;
  /** The message if an NBD server doesn't have the context of x-dirty-bitmap. */
  readonly nbdContextMissing: (context: string) => string;
  /** A node whose requests have to be multiples of more than 1 GiB is refused. */
  readonly alignmentLimit: boolean;
  /** What is said of a stream that ends too early. */
  readonly endOfStream: string;
  /** Whether the driver parallels refuses a file whose size is below 0 before it reads of it. */
  readonly parallelsFileSize: 'unchecked' | 'checked';
  /** The build has the parallels driver. */
  readonly parallels: boolean;
  /** When the driver parallels reads its options: before the header, or after it. */
  readonly parallelsOptions: 'first' | 'last';
  /** A format extension of Parallels from 2^63 bytes on: refused, or qemu aborts. */
  readonly parallelsFarExtension: 'refused' | 'crash';
  /** The most bytes of a Parallels header with its table: qemu can't read more of them at once. */
  readonly parallelsLongestTable: number;
  /** Bytes. A Parallels header with its table is read in whole units of so many. */
  readonly parallelsHeaderUnit: 512 | 4096;
  /** Whether a Parallels image that is open for writing is repaired first. */
  readonly parallelsRepair: 'never' | 'on-opening';
  /** The table of a Parallels image must cover the disk, and clusters outside of the data area are unallocated. */
  readonly parallelsDataArea: boolean;
  /**
   * What happens to a driver whose module the build lacks: nothing is `said` of the module or it is, or after that the
   * refusal of a file name is `forgotten` and qemu goes on as if nobody had named the file.
   */
  readonly missingModule: 'unsaid' | 'said' | 'forgotten';
  /** The words for a file that a driver opens beside its image, and can't: the driver's own, or those for all files. */
  readonly openErrors: 'own' | 'common';
  /** The message about a file that is a descriptor set. `flags` are those of open(2), in hexadecimal. */
  readonly fdsetErrors: (name: string, flags: string) => string;
  /** The build knows the drivers of the module blkio. */
  readonly blkio: boolean;
  /** Which names of the driver gluster the build knows. */
  readonly gluster: 'with-rdma' | 'without-rdma' | 'gone';
  /** What the driver quorum says of its bytes: `data`, or what the children say. */
  readonly quorumStatus: 'data' | 'by-child';
  /** The message about a parameter that isn't what it must be, in the words `what`. */
  readonly expectsAtLeast: (name: string, what: string) => string;
  /** The filter copy-before-write, and whether a schema checks its options and those of its target. */
  readonly copyBeforeWrite: 'absent' | 'without-schema' | 'by-schema';
  /** The filter copy-before-write has the option min-cluster-size. */
  readonly minClusterSize: boolean;
  /** A part of the warning of copy-before-write that the block size of the target is unknown, and that it takes `size`. */
  readonly blockSizeWarning: (size: bigint) => string;
  /** The build has the driver snapshot-access. */
  readonly snapshotAccess: boolean;
  /** When a mistake in a config file of blkdebug is found: in its line, which a message of its own names, or later. */
  readonly configErrors: 'by-line' | 'late';
  /** A node that would stand on itself is refused. False: qemu-img crashes. */
  readonly cyclesRefused: boolean;
  /** The error of a request whose server goes away inside of a chunk that isn't data. */
  readonly nbdPayloadLost: 'not-permitted' | 'io';
  /** There is a permission graph-mod. */
  readonly graphPermission: boolean;
  /** The filter copy-on-read has the option bottom. */
  readonly copyOnReadBottom: boolean;
  /** The build has the filter preallocate. */
  readonly preallocate: boolean;
  /** The file driver has the option aio-max-batch. */
  readonly aioMaxBatch: boolean;
  /** Every node has the option active. */
  readonly activeOption: boolean;
  /** qcow2 has the option discard-no-unref. */
  readonly discardNoUnref: boolean;
  /** The message about a `node-name` that another node has. */
  readonly duplicateNodeName: (name: string) => string;
  /** How fractions of JSON are printed: with six digits after the point, or with 17 digits in all. */
  readonly jsonNumbers: 'fixed' | 'exact';

  /** Names in errors about LUKS headers are quoted. */
  readonly luksQuotes: boolean;
  /** How much of a LUKS header is checked before use: some fields, or all. */
  readonly luksChecks: 'some' | 'all';
  /**
   * How overlaps of LUKS key slots are found: by sums of 32 bits, or as ranges (where an empty range at 0 overlaps
   * all).
   */
  readonly luksOverlaps: 'sums' | 'ranges';
  /** The driver luks has the option header. */
  readonly luksDetachedHeader: boolean;
  /** The build knows the cipher sm4 of LUKS. */
  readonly luksSm4: boolean;
  /** The build knows the hash sm3 of LUKS. */
  readonly luksSm3: boolean;
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
  /** The key of a user in a file of keys of TLS is checked. */
  readonly pskKeysChecked: boolean;
  /** Credentials by keys of TLS check that there is a folder before anything else. */
  readonly pskDirFirst: boolean;
  /** A file of DH parameters is warned about. */
  readonly dhParametersDeprecated: boolean;
  /** The message about TLS credentials of a server in place of those of a client. */
  readonly wrongTlsEndpoint: string;
  /** An NBD client encrypts only what goes over a port, not over a socket file. */
  readonly tlsOverPortsOnly: boolean;
  /** The message about a parameter that takes one of several words and has another value. */
  readonly enumErrors: (name: string, value: string) => string;
  /** The switch `loaded` of secret objects: `writable` loads at once when on, `read-only` is an error when set. */
  readonly secretLoaded: 'writable' | 'read-only' | 'gone';
}
