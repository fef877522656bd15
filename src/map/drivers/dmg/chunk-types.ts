/** The types of chunks that qemu reads, with modules or without. */
export const types = {
  zeros: 0,
  plain: 1,
  ignored: 2,
  zlib: 0x8000_0005,
  bzip2: 0x8000_0006,
  lzfse: 0x8000_0007,
} as const;

const known: ReadonlySet<number> = new Set([types.zeros, types.plain, types.ignored, types.zlib]);

/** Whether qemu can read a type of chunk without a module. */
export function isKnown(type: number): boolean {
  return known.has(type);
}
