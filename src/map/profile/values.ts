/** How `-s` and `-l` (and sizes in image options) are read; the three grammars are described in src/map/profile/size. */
export type SizeGrammar = 'double' | 'fixed-point' | 'strict';

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
 * What a profile says about each behaviour. Texts are whole lines without the `qemu-img: ` prefix and without the
 * line feed at their end, unless said otherwise; a function gives the text for the value that it quotes.
 */
export interface BehaviourValues {
  /** JSON entries have `present`, and extents merge only where it is equal. */
  readonly presentKey: boolean;
  /** JSON entries have `compressed`, and extents merge only where it is equal. */
  readonly compressedKey: boolean;

  /** What the hole bit of NBD's base:allocation means: no data, or that no layer has it, so that a hole is none. */
  readonly nbdHole: 'no-data' | 'not-allocated';

  /** Who words errors of the option scan: qemu-img itself, or getopt_long of the C library. */
  readonly optionErrors: 'qemu-img' | 'getopt';
  /** The long options in the order in which an ambiguous one is answered with the possibilities. */
  readonly longOptions: readonly OptionName[];
  /** The line after an error of misuse. */
  readonly misuseTrailer: string;
  /** When the value of `--output` is looked at: each as it is scanned, or the last one after counting operands. */
  readonly outputChecked: 'while-scanning' | 'after-operands';
  /** An `--output` that is neither human nor json. */
  readonly badOutput: (value: string) => string;
  readonly sizeGrammar: SizeGrammar;
  /** A `-s` or `-l` that is no size: the lines. `name` is `start offset` or `max length`. */
  readonly malformedSize: (name: string, value: string) => readonly string[];

  /** The file driver was given something that isn't a regular file. */
  readonly notRegularFile: (path: string) => string;
  /** The host_device driver was given something that is neither a block nor a character device. */
  readonly notHostDevice: (path: string) => string;
  /** A child is given by a bare word, which names a node that doesn't exist. */
  readonly unknownNode: (name: string) => string;
  /** A `node-name` option that isn't well formed. */
  readonly invalidNodeName: (name: string) => string;
  /** A bare word in image options (`read-only` for `read-only=on`) earns a warning. */
  readonly shortFormWarning: boolean;
  /** Errors of the JSON parser begin with `LINE:COLUMN: ` and have their later wording. */
  readonly jsonErrorsHavePosition: boolean;
  /** The raw driver's errors about `offset` and `size` show these numbers; before, they showed 0. */
  readonly rawErrorsShowNumbers: boolean;
  /** Some qcow2 errors end in a left-over `: Unknown error -N`. */
  readonly errnoLeftOver: boolean;
  /** Where an image whose size can't be used is refused: on opening, or after the header went to stdout. */
  readonly unusableSize: 'on-opening' | 'after-header';
  /** What the data file name of a qcow2 header is: a name that may have a protocol or be `json:`, or plain bytes. */
  readonly dataFileName: 'parsed' | 'literal';
  /** The build reads qcow2 compression type 1. */
  readonly zstd: boolean;
  /** What reading a file gives close to 2^63: zeros, as past the end of any file, or an error. */
  readonly farReads: 'zeros' | 'fail';
  /** How many files of a chain are opened before descriptors run out, where the limit is 1024. */
  readonly chainFiles: number;
  /** The build has the parallels driver. */
  readonly parallels: boolean;
  /** The filter preallocate is there. */
  readonly preallocate: boolean;
  /** The file driver has the option aio-max-batch. */
  readonly aioMaxBatch: boolean;
  /** qcow2 has the option discard-no-unref. */
  readonly discardNoUnref: boolean;
  /** A `node-name` that another node has. */
  readonly duplicateNodeName: (name: string) => string;
  /** How a number of JSON becomes text: with six digits after the point, or with 17 digits in all. */
  readonly jsonNumbers: 'fixed' | 'exact';

  /** Whether names in errors about LUKS headers are quoted. */
  readonly luksQuotes: boolean;
  /** How much of a LUKS header is checked before it is used. */
  readonly luksChecks: 'some' | 'all';
  /** How key slots of LUKS are found to overlap: by sums of 32 bits; or as ranges, of which an empty one at 0 holds all. */
  readonly luksOverlaps: 'sums' | 'ranges';
  /** The build knows the cipher sm4 of LUKS. */
  readonly luksSm4: boolean;
  /** The build knows the hash sm3 of LUKS. */
  readonly luksSm3: boolean;
  /** How `--object` is read: as options, and made after the command line is found valid; or as keyval, at once. */
  readonly objectSyntax: 'options' | 'keyval';
  /** The types that `--object help` lists. */
  readonly objectTypes: readonly string[];
  /** The value of a parameter that takes one of a few words is none of these. */
  readonly enumErrors: (name: string, value: string) => string;
  /** The switch `loaded` of secret objects: on loads at once; or setting it is an error; or there is no such switch. */
  readonly secretLoaded: 'writable' | 'read-only' | 'gone';
}
