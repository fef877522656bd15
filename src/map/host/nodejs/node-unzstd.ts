import type { Host } from '../host.ts';

/** node:zlib, loaded when it is first needed. */
const zlib = (): typeof import('node:zlib') => process.getBuiltinModule('node:zlib');

/** The zstd of Node; see `Host`. */
export const nodeUnzstd: NonNullable<Host['unzstd']> = (frame, most) => {
  try {
    return zlib().zstdDecompressSync(frame, { maxOutputLength: Math.max(1, most) });
  } catch {
    return undefined;
  }
};
