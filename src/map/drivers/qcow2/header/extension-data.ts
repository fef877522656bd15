import type { Bytes } from '../../../basics/bytes.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';

/** The data of one extension. qemu reads it after it has checked the length, and not for every type. */
export interface ExtensionData {
  /** In bytes. */
  readonly length: number;
  /** @throws Refusal `unreadable: REASON` */
  readonly read: (unreadable: string) => Bytes;
}

/** The `length` bytes at `offset`. */
export function dataAt(file: ImageFile, offset: number, length: number): ExtensionData {
  return { length, read: unreadable => readOrRefuse(unreadable, () => file.read(offset, length)) };
}
