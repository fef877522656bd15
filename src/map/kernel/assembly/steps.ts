import { noOffset } from '../bits.ts';

/** A stretch of guest bytes, what the chain answers for it, and once it is complete: an extent. Sizes are bytes. */
@unmanaged
export class Step {
  start: i64 = 0;
  length: i64 = 0;
  /** Where the start is in the file of the layer that decides, or `noOffset`. */
  offset: i64 = 0;
  /** See `depthUnit` in bits.ts. */
  telling: i32 = 0;
}

/** As a power of two. */
const stepBits: usize = 5;

/** The steps found last, one next to the other, in the order of the guest. */
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

/** Adds a step behind the last one, or lengthens that, where map prints both as one: `mask` has the bits that keep them apart. */
export function take(start: i64, length: i64, telling: i32, offset: i64, mask: i32): void {
  if (count > 0) {
    const last = stepAt(count - 1);
    const expected = select<i64>(noOffset, last.offset + last.length, last.offset === noOffset);
    if ((offset === expected) & (((last.telling ^ telling) & mask) === 0)) {
      last.length += length;
      return;
    }
  }
  const step = stepAt(count++);
  step.start = start;
  step.length = length;
  step.telling = telling;
  step.offset = offset;
}

/** Forgets all steps but the last. */
export function keepLast(): void {
  if (count < 2) return;
  memory.copy(steps, changetype<usize>(stepAt(count - 1)), 1 << stepBits);
  count = 1;
}
