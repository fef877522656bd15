import type { ByteString } from '../basics/byte-string.ts';
import type { ImageFile, NodeDescription } from '../file/image-file.ts';
import type { Closing } from './closing.ts';
import type { DriverFacts } from './driver-facts.ts';
import type { ImageFormat } from './image-format.ts';

/** The state of a node before it was written to. */
export interface Snapshot {
  /** The node that is written to, of which everything is as it was while nothing writes. */
  readonly node: Node;
  /** Whether all bytes from `start` up to `end` are kept. */
  keeps(start: number, end: number): boolean;
}

/** What an image reads of a node below it. */
export type BackingNode = Pick<Opened, 'layers' | 'bytes'>;

/** What a driver has opened. */
export interface Opened {
  /** What map goes through, from the top down: the image, without filters, and its backing files. */
  readonly layers: readonly ImageFormat[];
  /** What a format above it reads. */
  readonly bytes: ImageFile;
  /**
   * The same when the backing files are open: `images` are the node's image and its backing files, but for the last one, which is
   * `base`. `backing` describes the backing file, or is null where there is none; absent: it is the one that the header names. Absent:
   * the driver has no backing files.
   */
  readonly over?: (
    images: readonly ImageFormat[],
    base?: BackingNode,
    backing?: NodeDescription | null,
  ) => Pick<Opened, 'bytes' | 'hasPlainName'>;
  /** `bytes.name` is a plain file name, and not `json:{…}`. */
  readonly hasPlainName: boolean;
  /** The nodes below that take what is written to this one, as it is; absent: there are none. */
  readonly writesTo?: readonly Node[];
  /** It can't be written to, whatever its options say: it is opened read-only, or a file with data of it is. Absent: it can. */
  readonly refusesWrites?: boolean;
  /** What it was before it was written to, for who asks for that; absent: it keeps nothing. */
  readonly snapshot?: Snapshot;
  /** The driver that the content chose. Absent: the one that opened it. */
  readonly driver?: DriverFacts;
}

/** An open node of qemu's graph of drivers: a format, a filter or a protocol, with all that is below it. */
export interface Node extends Opened {
  readonly driver: DriverFacts;
  readonly closing: Closing;
  /** Neither it nor a node that takes its writes is read-only. See `Opened.refusesWrites`. */
  readonly canBeWritten: boolean;
  /** The option `active`, which only 10.0 and later have; else true. */
  readonly active: boolean;
  /** The option `node-name`; absent: none was given. */
  readonly nodeName?: ByteString;
}
