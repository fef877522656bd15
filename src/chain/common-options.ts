import { Refusal, Unsupported } from '../error.ts';
import type { Options, OptionValue } from './options.ts';

/** Options that every node has, and that a reader of a file needs nothing of. */
const switches = ['auto-read-only', 'cache.no-flush', 'force-share', 'read-only'];
const others = ['detect-zeroes', 'discard', 'node-name'];

/**
 * Takes out the options that every node has.
 *
 * @throws Refusal of a switch that is neither on nor off, Unsupported of `cache.direct=on`
 */
export function checkCommonOptions(options: Options): void {
  for (const key of switches) takeSwitch(options, key);
  if (takeSwitch(options, 'cache.direct')) throw new Unsupported('cache.direct=on');
  for (const key of others) options.delete(key);
}

function takeSwitch(options: Options, key: string): boolean {
  const value = options.get(key);
  options.delete(key);
  return value === undefined ? false : isOn(key, value);
}

/** Whether a switch is on, by its option's value. */
export function isOn(key: string, value: OptionValue): boolean {
  if (value === 'on' || value === true) return true;
  if (value === 'off' || value === false) return false;
  throw new Refusal(`Parameter '${key}' expects 'on' or 'off'`);
}
