/**
 * What went wrong in the library, as a word that programs can test. A published code never changes its meaning. The table
 * below says what each code means.
 */
export type MapErrorCode =
  | 'refused'
  | 'unsupported'
  | 'qemu-aborts'
  | 'bad-metadata'
  | 'unreadable'
  | 'stalled'
  | 'no-koffi'
  | 'closed'
  | 'bad-argument'
  | 'confined'
  | 'bad-folder'
  | 'bad-version'
  | 'old-version'
  | 'bad-context';

/** How a command ends because of an error: 2 where its input is wrong, 3 where the command itself failed. */
export type ErrorStatus = 2 | 3;

/**
 * The exit status of a command that ends with an error of this code. (`map` is the exception: once its command line is
 * read, it ends with the statuses of qemu-img.)
 */
export const mapErrorStatus: Readonly<Record<MapErrorCode, ErrorStatus>> = {
  /** qemu-img refuses the image or its options as well: `Refusal`. */
  refused: 2,
  /** qemu-img can map the image, this library can't: `Unsupported`. */
  unsupported: 2,
  /** qemu-img fails an assertion here: `Abort`. */
  'qemu-aborts': 3,
  /** The tables of an image can't be followed: `MetadataError`. */
  'bad-metadata': 3,
  /** The system can't read a file that was opened. */
  unreadable: 3,
  /** A server doesn't answer. */
  stalled: 3,
  /** What was asked for needs koffi, which can't be loaded. */
  'no-koffi': 3,
  /** The image was closed before or during the call. */
  closed: 3,
  /** An argument of a function of the library is not what the function takes. */
  'bad-argument': 2,
  /** A name leads out of the allowed folders: `Confined`. */
  confined: 2,
  /** An allowed folder doesn't exist, isn't given by an absolute path, or can't be kept to on this system. */
  'bad-folder': 2,
  /** The text is not a qemu version. */
  'bad-version': 2,
  /** The version is older than the oldest known one. */
  'old-version': 2,
  /** The NBD metadata context is unknown. */
  'bad-context': 2,
};
