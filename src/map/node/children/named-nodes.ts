import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import { isIdentifier } from '../../options/identifier.ts';
import type { Node } from '../node.ts';
import type { Opening } from '../opening.ts';

const longestName = 31;

/** What qemu refuses when a child is named and described at once. */
export const referenceWithMore =
  'Cannot reference an existing block device with additional options or a new filename';

/** What qemu refuses when a file is named twice. */
export const nameTwice = "Can't specify 'file' and 'filename' options at the same time";

/**
 * Reserves the name of a node that is being opened.
 *
 * @param name the option `node-name`; undefined: the node has none
 * @throws Refusal when the name is malformed or taken
 */
export function reserveName(name: ByteString | undefined, { profile, named }: Opening): void {
  if (name === undefined) return;
  if (!isIdentifier(name)) throw new Refusal(profile.invalidNodeName(name));
  if (named.has(name)) throw new Refusal(profile.duplicateNodeName(name));
  if (name.length > longestName) throw new Refusal('Node name too long');
  named.set(name, undefined);
}

/**
 * The open node of that name.
 *
 * @throws Refusal when there is none, Unsupported when it is still being opened
 */
export function nodeNamed(name: ByteString, { named, profile }: Opening): Node {
  const node = named.get(name);
  if (node !== undefined) return node;
  if (named.has(name)) throw new Unsupported('a node that is its own child');
  throw new Refusal(profile.unknownNode(name));
}
