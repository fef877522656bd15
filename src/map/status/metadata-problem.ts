import { MetadataError } from '../basics/error.ts';
import { Unreadable } from '../file/unreadable.ts';

/**
 * Why a walk can't go on, in the words of qemu: the tables are damaged, or the file can't be read.
 *
 * @throws any other error
 */
export function metadataProblem(error: unknown): string {
  if (error instanceof MetadataError) return error.message;
  if (error instanceof Unreadable) return error.reason;
  throw error;
}
