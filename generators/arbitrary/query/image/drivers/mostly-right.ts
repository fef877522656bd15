import * as fc from 'fast-check';
import type { NodeOptions } from '../../../layer/node.ts';

/** A node mostly stands on others, so few of its options may be wrong, if much is to be mapped. */
const rightToWrong = 24;

/** For none of these options or one of those that are right; now and then for one that qemu refuses, if there are any. */
export function mostlyRight(
  right: readonly NodeOptions[],
  wrong: readonly NodeOptions[],
): fc.Arbitrary<NodeOptions> {
  const usual = fc.oneof(fc.constant<NodeOptions>({}), fc.constantFrom<NodeOptions>({}, ...right));
  if (wrong.length === 0) return usual;
  return fc.oneof(
    { weight: rightToWrong, arbitrary: usual },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}
