import { Refusal } from '../../basics/error.ts';
import type { Typed } from '../../options/typed-options.ts';

/** The options that limit requests, in bytes; 0 is no limit. */
export const limitTypes = {
  align: 'size',
  'max-transfer': 'size',
  'opt-write-zero': 'size',
  'max-write-zero': 'size',
  'opt-discard': 'size',
  'max-discard': 'size',
} as const;

const largest = 2n ** 31n - 1n;

/**
 * Checks the limits in qemu's order.
 *
 * @param below what requests to the image have to be multiples of, in bytes
 * @returns what requests to the node have to be multiples of, in bytes
 * @throws Refusal
 */
export function checkLimits(limits: Typed<typeof limitTypes>, below: bigint): number {
  const { align = 0n } = limits;
  const isPower = (align & (align - 1n)) === 0n;
  if (align >= largest || !isPower) throw new Refusal(`Cannot meet constraints with align ${align}`);
  const multiple = max(align, below);
  const check = (name: keyof typeof limitTypes, unit: bigint): void => {
    const limit = limits[name] ?? 0n;
    if (limit >= largest || limit % unit !== 0n) {
      throw new Refusal(`Cannot meet constraints with ${name} ${limit}`);
    }
  };
  check('max-transfer', multiple);
  check('opt-write-zero', multiple);
  check('max-write-zero', max(multiple, limits['opt-write-zero'] ?? 0n));
  check('opt-discard', multiple);
  check('max-discard', max(multiple, limits['opt-discard'] ?? 0n));
  return Number(align === 0n ? 1n : align);
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
