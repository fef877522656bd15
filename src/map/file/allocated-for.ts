import type { ImageFile } from './image-file.ts';

/** The bytes that the host has allocated for files, together. Undefined if qemu can't tell of one of them. */
export function allocatedFor(files: readonly ImageFile[]): number | undefined {
  return files
    .map(file => file.allocated)
    .reduce((sum, bytes) => (sum === undefined || bytes === undefined ? undefined : sum + bytes), 0);
}
