/** One entry that map must print; bytes of the guest, and of the host file for `offset`. */
export interface ModelExtent {
  readonly start: bigint;
  readonly length: bigint;
  readonly depth: number;
  /** Undefined where the version doesn't have it. */
  readonly present: boolean | undefined;
  readonly zero: boolean;
  readonly data: boolean;
  /** Undefined where the version doesn't have it. */
  readonly compressed: boolean | undefined;
  readonly offset?: bigint | undefined;
  /** The file that holds `offset`, one character a byte, as human output prints it. */
  readonly file?: string | undefined;
}

/** The extent as a qemu version speaks: `present` came with 6.1, `compressed` with 8.2. */
export function speaking(extent: ModelExtent, version: string): ModelExtent {
  return {
    ...extent,
    present: isSince(version, 6, 1) ? extent.present : undefined,
    compressed: isSince(version, 8, 2) ? extent.compressed : undefined,
  };
}

/** Whether `version` (such as `7.2` or `7.2.22`) is at least `major.minor`. */
export function isSince(version: string, major: number, minor: number): boolean {
  const [ofMajor = 0, ofMinor = 0] = version.split('.').map(Number);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}
