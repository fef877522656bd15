import type { ByteString } from '../byte-string.ts';

/** A number in JSON, as it was written: options of other types ignore it, sizes read it. */
export interface JsonNumber {
  readonly number: string;
}

export type OptionValue = ByteString | boolean | null | JsonNumber;

/** The options of a node and its children, flat: `file.filename`, `backing.file.driver`. */
export type Options = Map<ByteString, OptionValue>;

/** Takes out the options that begin with `prefix` (which ends in a dot), and gives them without it. */
export function takeChild(options: Options, prefix: string): Options {
  const child: Options = new Map();
  for (const [key, value] of options) {
    if (!key.startsWith(prefix)) continue;
    child.set(key.slice(prefix.length), value);
    options.delete(key);
  }
  return child;
}

/** Takes out the option `key` and gives its text; undefined where it is absent or, as in qemu, not a string. */
export function takeText(options: Options, key: string): ByteString | undefined {
  const value = options.get(key);
  options.delete(key);
  return typeof value === 'string' ? value : undefined;
}

/** Adds what `options` doesn't have yet. */
export function addDefaults(options: Options, defaults: Options): void {
  for (const [key, value] of defaults) if (!options.has(key)) options.set(key, value);
}
