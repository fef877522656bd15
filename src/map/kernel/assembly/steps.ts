import { noOffset } from '../bits.ts';

/**
 * A range of guest bytes and the answer of the chain for it; once nothing more can merge with it, an extent. Sizes are
 * bytes.
 */
@unmanaged
export class Step {
  start: i64 = 0;
  length: i64 = 0;
  /** Where `start` lies in the file of the layer that decides, or `noOffset`. */
  offset: i64 = 0;
  /** The flags of the extent; see `depthUnit` in bits.ts. */
  flags: i32 = 0;
  /** The number of the file that `offset` refers to; see `ImageFormat.extents`. */
  file: i32 = 0;
}

/** The bytes of a step, as a power of two. */
const stepBits: usize = 5;

/** The address of the steps that were found last, in guest order. */
let steps: usize = 0;
export let capacity: i32 = 0;
export let count: i32 = 0;

export function makeSteps(most: i32): void {
  steps = heap.alloc((<usize>most) << stepBits);
  capacity = most;
  count = 0;
}

export function stepAt(index: i32): Step {
  return changetype<Step>(steps + ((<usize>index) << stepBits));
}

/**
 * Adds a step, or lengthens the last one where map prints both as one extent.
 *
 * @param mask the bits of the flags that must be equal for that
 */
export function addStep(start: i64, length: i64, flags: i32, offset: i64, file: i32, mask: i32): void {
  if (count > 0) {
    const last = stepAt(count - 1);
    const expected = select<i64>(noOffset, last.offset + last.length, last.offset === noOffset);
    if ((offset === expected) & (file === last.file) & (((last.flags ^ flags) & mask) === 0)) {
      last.length += length;
      return;
    }
  }
  const step = stepAt(count++);
  step.start = start;
  step.length = length;
  step.flags = flags;
  step.file = file;
  step.offset = offset;
}

/** Drops all steps but the last. */
export function keepLast(): void {
  if (count < 2) return;
  memory.copy(steps, changetype<usize>(stepAt(count - 1)), 1 << stepBits);
  count = 1;
}
