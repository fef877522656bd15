import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import type { Referrer } from '../file/confinement.ts';
import { referenceWithMore } from '../chain/backing.ts';
import type { Node } from './node.ts';
import { openNode } from '../chain/open-node.ts';
import type { Opening } from './opening.ts';
import { type Options, takeChild, takeText } from '../options/options.ts';

/** Which child of a node is opened. */
export interface Child {
  /** The option that describes it: `file`, `data-file`, `image`. */
  readonly key: string;
  /** The name given for it; absent: only the options tell. */
  readonly name?: ByteString;
  /** The options of the node: those of the child are taken out. */
  readonly options: Options;
  /** All options of the node, as they were before any was taken. */
  readonly parent: Options;
  readonly referrer: Referrer;
}

/**
 * Opens the child of a node that its options describe, or `name`. Below a format nothing is probed.
 *
 * @returns undefined where there is neither
 * @throws Refusal, Unsupported
 */
export function openChild(
  { key, name, options, parent, referrer }: Child,
  opening: Opening,
): Node | undefined {
  const reference = takeText(options, key);
  const own = takeChild(options, `${key}.`);
  if (reference !== undefined) {
    if (name !== undefined || own.size > 0) throw new Refusal(referenceWithMore);
    return nodeNamed(reference, opening);
  }
  if (name === undefined && own.size === 0) return undefined;
  return openNode(
    { ...(name !== undefined && { name }), options: own, parent, probed: false, referrer },
    opening,
  );
}

/** @throws Refusal where there is no node of that name, Unsupported of one that isn't open yet */
export function nodeNamed(name: ByteString, { named, profile }: Opening): Node {
  const node = named.get(name);
  if (node !== undefined) return node;
  if (named.has(name)) throw new Unsupported('a node that is its own child');
  throw new Refusal(profile.unknownNode(name));
}
