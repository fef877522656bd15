import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';

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
