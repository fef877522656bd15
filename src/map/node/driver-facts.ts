import type { ByteString } from '../basics/byte-string.ts';
import type { Bytes } from '../basics/bytes.ts';
import type { Options } from '../options/options.ts';
import type { OptionContext } from '../options/typed-options.ts';
import type { Profile } from '../profile/profile.ts';

/** What is known of every driver before it opens anything. */
interface CommonFacts {
  /** The name by which options and `-f` choose it. */
  readonly name: string;
  /** Whether the qemu of a profile has it; absent: each has. */
  readonly isIn?: (profile: Profile) => boolean;
  /** qemu can't tell the cluster size of its nodes. */
  readonly hidesClusterSize?: true;
  /** It writes compressed clusters, so the filter `compress` may stand on it. */
  readonly canCompress?: true;
}

/**
 * Recognises the images of a format.
 *
 * @param head the first 512 bytes of the file, padded with zeros
 * @param name the file name as it was given; empty when only options describe the file
 */
export type Probe = (head: Bytes, name: ByteString) => boolean;

/** A format: an image in the node of its option `file`. */
export interface FormatFacts extends CommonFacts {
  readonly kind: 'format';
  /** Absent: no content is recognised as this format. */
  readonly probe?: Probe;
  /** The formats that a file is taken for if they recognise it too; absent: their order in the table decides. */
  readonly probedAfter?: (profile: Profile) => readonly string[];
  /** Its images may have a backing file. */
  readonly supportsBacking?: true;
}

/** A filter, which passes on what the node of its option `file` says, or another driver that holds nothing itself. */
export interface FilterFacts extends CommonFacts {
  readonly kind: 'filter';
}

/** A protocol: it takes a file name itself. */
export interface ProtocolFacts extends CommonFacts {
  readonly kind: 'protocol';
  /** The file name prefixes that select it; absent: its name. */
  readonly prefixes?: readonly string[];
  /** It refuses to open without the option `filename`. */
  readonly needsFileName?: true;
  /**
   * Puts the options that a file name stands for into `options`.
   *
   * @throws Refusal, Unsupported
   */
  readonly parseFileName: (name: ByteString, options: Options, context: OptionContext) => void;
}

export type DriverFacts = FormatFacts | FilterFacts | ProtocolFacts;
