import type { ByteString } from '../basics/byte-string.ts';
import type { JsonNumber } from './json/json-number.ts';

/** An empty object or list in JSON. Others become dotted keys when options are made flat. */
export const emptyContainer: { readonly empty: true } = { empty: true };

export type OptionValue = ByteString | boolean | null | JsonNumber | typeof emptyContainer;

/** The options of a node and its children, flat: `file.filename`, `backing.file.driver`. */
export type Options = Map<ByteString, OptionValue>;

/** Takes out the options whose keys begin with `prefix` (which ends in a dot), and returns them without the prefix. */
export function takeChild(options: Options, prefix: string): Options {
  const child: Options = new Map();
  if (options.size === 0) return child;
  for (const key of options.keys()) {
    if (!key.startsWith(prefix)) continue;
    child.set(key.slice(prefix.length), options.get(key)!);
    options.delete(key);
  }
  return child;
}

/** The text of the option `key`; undefined if it is absent or, as in qemu, not a string. */
export function textOf(options: Options, key: string): ByteString | undefined {
  const value = options.get(key);
  return typeof value === 'string' ? value : undefined;
}

/** Takes out the option `key` and returns its text; undefined as for `textOf`. */
export function takeText(options: Options, key: string): ByteString | undefined {
  const text = textOf(options, key);
  options.delete(key);
  return text;
}

/** Adds the options that `options` doesn't have yet. */
export function addDefaults(options: Options, defaults: Options): void {
  for (const [key, value] of defaults) if (!options.has(key)) options.set(key, value);
}

const handedDown = {
  backing: ['cache.direct', 'cache.no-flush', 'force-share'],
  other: ['cache.direct', 'cache.no-flush', 'force-share', 'read-only', 'auto-read-only'],
} as const;

/**
 * Adds the options that a node inherits from the node above it, if it doesn't have them: how it is cached and shared, and
 * whether it is read-only. Backing files are read-only whatever is above them.
 */
export function inherit(options: Options, parent: Options, as: 'backing' | 'other'): void {
  for (const key of handedDown[as]) {
    const value = parent.get(key);
    if (value !== undefined && !options.has(key)) options.set(key, value);
  }
}
