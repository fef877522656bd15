import type { ByteString } from '../basics/byte-string.ts';
import type { Referrer } from '../file/confined.ts';
import type { Options } from '../options/options.ts';
import type { Profile } from '../profile/profile.ts';
import type { CommonOptions } from './common-options.ts';
import type { FilterFacts, FormatFacts, ProtocolFacts } from './driver-facts.ts';
import type { Node, Opened } from './node.ts';
import type { Opening } from './opening.ts';

/** What a driver is given to open a node. */
export interface Given {
  /** The options that nobody has taken yet. Those that are left in the end are unknown options, which are refused. */
  readonly options: Options;
  /** See `Source.keyPath`. */
  readonly keyPath: readonly ByteString[];
  /** All options of the node, for its children to inherit from. */
  readonly parent: Options;
  readonly common: CommonOptions;
  /** The node of the option `file`; never there for a protocol, and absent for others when nothing describes it. */
  readonly file?: Node;
  /** The driver was chosen by probing. */
  readonly probed: boolean;
  readonly referrer: Referrer;
}

interface Opener {
  /**
   * Opens a node, without its backing file.
   *
   * @throws Refusal, Unsupported, Confined
   */
  open(given: Given, opening: Opening): Opened;
}

export type FormatDriver = FormatFacts & Opener;
export type FilterDriver = FilterFacts & Opener;
export type ProtocolDriver = ProtocolFacts & Opener;
export type Driver = FormatDriver | FilterDriver | ProtocolDriver;

/** A driver that qemu has and this library lacks: images that need it are refused by its name. */
export interface UnsupportedDriver {
  readonly kind: 'unsupported';
  readonly name: string;
  readonly isIn?: FormatFacts['isIn'];
  /** Present for a protocol that file names choose. */
  readonly prefixes?: readonly string[];
}

/** A driver in a module that a build lacks: qemu knows its names, and refuses what needs it. */
export interface MissingDriver {
  readonly kind: 'missing';
  readonly name: string;
  readonly module: string;
  /** The file name prefixes that select it. */
  readonly prefixes: readonly string[];
  /** Whether the qemu of a profile lacks one of the prefixes; absent: none does. */
  readonly lacksPrefix?: (prefix: ByteString, profile: Profile) => boolean;
  /** Whether the qemu of a profile knows the driver; absent: each does. */
  readonly isIn?: FormatFacts['isIn'];
}
