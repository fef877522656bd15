import { Refusal, Unsupported } from '../error.ts';
import type { Profile } from '../profile/profile.ts';
import { type Options, takeText } from './options.ts';

const switches = ['auto-read-only', 'cache.no-flush', 'force-share', 'read-only'];
const on: readonly unknown[] = [true, 'on', 'yes', 'true', 'y'];
const off: readonly unknown[] = [undefined, null, false, 'off', 'no', 'false', 'n'];

/**
 * Takes out the switches that every node has. A reader needs none of them, but qemu refuses a value that is neither
 * on nor off, and does so before it opens anything for the node.
 *
 * @throws Refusal; Unsupported of `cache.direct=on`, which rounds what a file answers
 */
export function takeSwitches(options: Options): void {
  for (const key of switches) takeSwitch(options, key);
  if (takeSwitch(options, 'cache.direct')) throw new Unsupported('cache.direct=on');
}

function takeSwitch(options: Options, key: string): boolean {
  const value = options.get(key);
  options.delete(key);
  if (on.includes(value)) return true;
  if (off.includes(value)) return false;
  throw new Refusal(`Parameter '${key}' expects 'on' or 'off'`);
}

/**
 * Takes out the name of the node, which nothing can refer to here.
 *
 * @throws Refusal of one that isn't well formed
 */
export function takeNodeName(options: Options, profile: Profile): void {
  const name = takeText(options, 'node-name');
  if (name !== undefined && !isIdentifier(name)) throw new Refusal(profile.invalidNodeName(name));
}

/** Whether `text` is what qemu takes for an identifier. */
export function isIdentifier(text: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9._-]*$/.test(text);
}

/** @throws Unsupported of the first option that `known` matches: qemu has it, and this library doesn't */
export function refuseKnown(options: Options, known: RegExp): void {
  for (const key of options.keys()) {
    if (known.test(key)) throw new Unsupported(`the option ${key}`);
  }
}
