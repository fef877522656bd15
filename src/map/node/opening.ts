import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Confinement } from '../file/confinement.ts';
import type { HostFile } from '../file/host-file.ts';
import type { HeldLocks } from '../file/locks.ts';
import type { Notice } from './image-format.ts';
import type { Secrets } from './secrets.ts';
import type { Profile } from '../profile/profile.ts';
import { isIdentifier } from '../options/identifier.ts';
import type { Node } from './node.ts';

/** What opening takes from whoever asked for the chain. */
export interface Context {
  readonly profile: Profile;
  /** Where relative names start from; absent: the working directory. */
  readonly directory?: ByteString;
  readonly notice: Notice;
  /** What options may name for passwords; absent: none. */
  readonly secrets?: Secrets;
  /** The folders that names may lead into; absent: any. */
  readonly confinement?: Confinement;
}

/** One opening of a chain: what is open so far. */
export interface Opening extends Context {
  readonly files: HostFile[];
  readonly held: HeldLocks;
  /** The nodes that have a name, by it; undefined while they are being opened. */
  readonly named: Map<ByteString, Node | undefined>;
}

const longestNodeName = 31;

/**
 * Takes a name for a node that is being opened, as its `node-name` option says.
 *
 * @throws Refusal of one that isn't well formed, or taken
 */
export function reserveName(name: ByteString | undefined, { profile, named }: Opening): void {
  if (name === undefined) return;
  if (!isIdentifier(name)) throw new Refusal(profile.invalidNodeName(name));
  if (named.has(name)) throw new Refusal(profile.duplicateNodeName(name));
  if (name.length > longestNodeName) throw new Refusal('Node name too long');
  named.set(name, undefined);
}
