import type { ByteString } from '../basics/byte-string.ts';
import type { Notice } from '../basics/notice.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { Host } from '../host/host.ts';
import type { Profile } from '../profile/profile.ts';
import type { Closing } from './closing.ts';
import type { ImageFormat } from './image-format.ts';
import type { NamedObjects } from './named-objects.ts';
import type { Node } from './node.ts';
import type { Source } from './source.ts';

/** A file or a connection that a chain closes in the end. */
export interface OpenFile extends Pick<ImageFile, 'checkLocks'> {
  /** Its holes counted as data, because koffi can't be loaded. Absent: they didn't. */
  readonly missedHoles?: boolean;
  close(): void;
}

/** What the caller of an opening decides. */
export interface Context {
  readonly profile: Profile;
  /** What has the files. */
  readonly host: Host;
  readonly notice: Notice;
  /** The secrets and throttle groups that options may name; absent: none. */
  readonly objects?: NamedObjects;
}

/** One opening of a chain, as a node of it sees it: the maps and lists are shared by all its nodes. */
export interface Opening extends Context {
  /** The files and connections that are open. */
  readonly files: OpenFile[];
  /** The named nodes, by name; undefined while they are being opened. */
  readonly named: Map<ByteString, Node | undefined>;
  /** What qemu warns of once a run, and has: a text of the warner's choice for each. */
  readonly warned: Set<string>;
  /** The images whose link to the node below may not be changed any more. */
  readonly frozen: Set<ImageFormat>;
  /** How many of the drives that are open have no disc. */
  readonly drives: { withoutDisc: number };
  /** That of the node whose children are opened. */
  readonly closing: Closing;
  /** How many nodes this one is nested in, otherwise than as a backing file. */
  readonly depth: number;
  /**
   * Opens a node that is nested in the one of `opening`, with all that is below it.
   *
   * @throws Refusal, Unsupported, Confined
   */
  readonly openNode: (source: Source, opening: Opening) => Node;
}
