import { Refusal } from '../basics/error.ts';
import type { CommonOptions } from './common-options.ts';

/**
 * What holds of a node that can't be written to, whatever its options ask for.
 *
 * @param refusal what qemu says where `auto-read-only` doesn't allow it to be opened read-only
 * @returns whether it is opened read-only although it was to be written to
 * @throws Refusal
 */
export function isOpenedReadOnly({ writable, autoReadOnly }: CommonOptions, refusal: string): boolean {
  if (writable && !autoReadOnly) throw new Refusal(refusal);
  return writable;
}
