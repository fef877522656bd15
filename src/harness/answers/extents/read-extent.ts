/**
 * One extent as a program printed it: a JSON entry, a row of the human table (without depth and flags), or a block of a
 * context of NBD. Fields that were not printed are undefined. Offsets and lengths are exact, in bytes.
 */
export interface ReadExtent {
  readonly start: bigint;
  readonly length: bigint;
  readonly depth?: number | undefined;
  readonly present?: boolean | undefined;
  readonly zero?: boolean | undefined;
  readonly data?: boolean | undefined;
  readonly compressed?: boolean | undefined;
  readonly offset?: bigint | undefined;
  readonly file?: string | undefined;
  /** Flags of a block of a context of NBD, 32 bits. */
  readonly value?: number | undefined;
}

/**
 * The extent of a JSON entry, in which whole numbers are bigint.
 *
 * @throws TypeError with a line for people, when a key is missing or has another type
 */
export function extentOfEntry(entry: Readonly<Record<string, unknown>>): ReadExtent {
  const depth = wholeNumber('depth', entry.depth);
  return {
    start: wholeNumber('start', entry.start),
    length: wholeNumber('length', entry.length),
    depth: Number(depth),
    present: flag('present', entry.present),
    zero: flag('zero', entry.zero),
    data: flag('data', entry.data),
    compressed: flag('compressed', entry.compressed),
    offset: entry.offset === undefined ? undefined : wholeNumber('offset', entry.offset),
  };
}

function wholeNumber(key: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  throw new TypeError(value === undefined ? `${key} is missing` : `${key} is no whole number`);
}

function flag(key: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw new TypeError(`${key} is neither true nor false`);
}
