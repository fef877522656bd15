import type { ByteString } from '../../basics/byte-string.ts';
import { Abort, Refusal, Unsupported } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';

/**
 * What qemu-img does when a node would stand on itself.
 *
 * @param child the name of the child that closes the cycle; undefined: it has none
 * @param above that of the node above it
 */
export function cycle(
  child: ByteString | undefined,
  key: string,
  above: ByteString,
  { cyclesRefused }: Profile,
): Error {
  if (!cyclesRefused)
    return new Abort(`the node '${above}' stands on itself`, 'Name another node as its child.');
  // qemu's message has a random name for it.
  if (child === undefined) return new Unsupported('a node without a name in a cycle');
  return new Refusal(`Making '${child}' a ${key} child of '${above}' would create a cycle`);
}

/** What a node has that says whether it may stand on another one. */
interface Activity {
  /** The option `active`. */
  readonly active: boolean;
  /** The option `node-name`; absent: none was given. */
  readonly nodeName?: ByteString;
}

/**
 * Checks that a node may be the child `key` of the node `above`: an active node can't stand on an inactive one (10.0 and later).
 *
 * @throws Refusal
 * @throws Unsupported where a node has no name, since qemu's message has a random one
 */
export function checkAttachable(child: Activity, key: string, above: Activity): void {
  if (child.active || !above.active) return;
  if (child.nodeName === undefined || above.nodeName === undefined) {
    throw new Unsupported('the option active=off below an active node, without names for both,');
  }
  throw new Refusal(`Inactive '${child.nodeName}' can't be a ${key} child of active '${above.nodeName}'`);
}
