import type { ByteString } from '../basics/byte-string.ts';
import type { Referrer } from '../file/confined.ts';
import type { Options } from '../options/options.ts';

/** What names the top image of a chain. */
export const theImage: Referrer = 'the image';

/** How a node is to be opened: by a file name, by options, or by both. */
export interface Source {
  readonly name?: ByteString;
  /**
   * The name is that of a file of the host, whatever it looks like: to the node and to the file below it, or to the node alone. Absent: it
   * may choose a protocol.
   */
  readonly literal?: 'throughout' | 'to the node';
  readonly options: Options;
  /** The keys of the options that lead to those of the node, from the outermost on. */
  readonly keyPath: readonly ByteString[];
  /** The options of the node above; absent: there is none. */
  readonly parent?: Options;
  /** Without a driver in the options, the format is probed (true), or the node is a file below a format (false). */
  readonly probed: boolean;
  /** False: the node above is inactive, so that this one is, too, whatever its options say. */
  readonly active: boolean;
  /** It is a backing file: it inherits less from the node above. Absent: it isn't. */
  readonly isBacking?: true;
  readonly referrer: Referrer;
}
