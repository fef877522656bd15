import { addColumns } from './columns.ts';
import { Layer } from './layer.ts';
import { capacity, count, keepLast, makeSteps } from './steps.ts';
import { position, startAt, walk } from './walk.ts';

/** Where the range ends: a guest byte. */
let end: i64 = 0;
let mask: i32 = 0;

/** How many of the steps are complete extents. The last step is not while what follows may merge with it. */
export let complete: i32 = 0;

/**
 * Begins the extents of a range that isn't empty.
 *
 * @param capacity how many are found at a time, the unfinished one included
 * @param flagMask the bits of the flags of extents that must be equal for a merge
 */
export function begin(start: i64, stop: i64, capacity: i32, flagMask: i32): void {
  end = stop;
  mask = flagMask;
  makeSteps(capacity);
  startAt(start);
}

/**
 * Finds the next extents, in `most` steps of the walk at most; columns may add steps to them. When the walk fails, the extents before
 * the failure are there.
 */
export function next(top: Layer, most: i32): void {
  keepLast();
  complete = 0;
  let left = most;
  do {
    startAt(addColumns(top, position, end, mask));
    left = walk(top, end, mask, left);
  } while (!isDone() && count < capacity && left > 0);
  complete = isDone() ? count : count - 1;
}

/** Sets what is complete after the walk has failed: the unfinished extent is lost, as in qemu-img. */
export function discardUnfinished(): void {
  complete = max(0, count - 1);
}

/** Whether the walk is at the end of the range. */
export function isDone(): bool {
  return position >= end;
}
