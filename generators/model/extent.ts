/** One entry that map must print. Bytes count in the guest, `offset` in the host file. */
export interface ModelExtent {
  readonly start: bigint;
  readonly length: bigint;
  readonly depth: number;
  /** Undefined if the version doesn't print it. */
  readonly present: boolean | undefined;
  readonly zero: boolean;
  readonly data: boolean;
  /** Undefined if the version doesn't print it. */
  readonly compressed: boolean | undefined;
  readonly offset?: bigint | undefined;
  /** The file of `offset`, one character a byte, as human output prints it. */
  readonly file?: string | undefined;
}

/** The extent as a qemu version prints it: `present` exists since 6.1, `compressed` since 8.2. */
export function printedBy(extent: ModelExtent, version: string): ModelExtent {
  return {
    ...extent,
    present: isSince(version, 6, 1) ? extent.present : undefined,
    compressed: isSince(version, 8, 2) ? extent.compressed : undefined,
  };
}

const parsed = new Map<string, readonly number[]>();

/** The numbers of a version. Each extent asks for them. */
function numbersOf(version: string): readonly number[] {
  const before = parsed.get(version);
  if (before !== undefined) return before;
  const numbers = version.split('.').map(Number);
  parsed.set(version, numbers);
  return numbers;
}

/** Whether `version` (such as `7.2` or `7.2.22`) is at least `major.minor`. */
export function isSince(version: string, major: number, minor: number): boolean {
  const [ofMajor = 0, ofMinor = 0] = numbersOf(version);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}
