import { readSync } from 'node:fs';

/** The lengths that are tried, in bytes. */
const lengths = [1, 512, 1024, 2048, 4096];

/** What qemu assumes if the host takes reads of any length. */
const largest = 4096;

/** The part of WebAssembly that is used here; Node's types leave it out. */
interface Api {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

/**
 * The alignment that O_DIRECT asks of reads, in bytes, found as qemu finds it up to 10.0: by reads of growing lengths at the
 * start of the file. The host may take a read of any length from a hole, or from an empty file. Then it is 4096, whatever the
 * blocks of the file system are.
 *
 * @param descriptor of a file that is open with O_DIRECT
 * @returns undefined if the host takes no such read
 */
export function directAlignment(descriptor: number): number | undefined {
  // The memory of WebAssembly begins at a page, which such reads need.
  const { Memory } = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly;
  const buffer = new Uint8Array(new Memory({ initial: 1 }).buffer);
  const length = lengths.find(bytes => isRead(descriptor, buffer, bytes));
  return length === 1 ? largest : length;
}

/** Only EINVAL says that a length is wrong. Other errors are those of the disk. */
function isRead(descriptor: number, buffer: Uint8Array, length: number): boolean {
  try {
    readSync(descriptor, buffer, 0, length, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EINVAL';
  }
}
