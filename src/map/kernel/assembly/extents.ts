import { Layer } from './layer.ts';
import { count, keepLast, makeSteps } from './steps.ts';
import { position, startAt, walk } from './walk.ts';

/** Where the range of guest bytes that is asked for ends. */
let end: i64 = 0;
let mask: i32 = 0;

/**
 * How many of the steps are complete extents. Of the last step it isn't known as long as what follows may merge with it.
 */
export let complete: i32 = 0;

/**
 * Begins the extents of a range that isn't empty.
 *
 * @param most how many are found at a time, the one that may go on included
 * @param tellingMask those bits of tellings that keep extents apart
 */
export function begin(start: i64, stop: i64, most: i32, tellingMask: i32): void {
  end = stop;
  mask = tellingMask;
  makeSteps(most);
  startAt(start);
}

/** Goes on to the next extents; where the walk fails those before are there. */
export function next(top: Layer): void {
  keepLast();
  complete = 0;
  walk(top, end, mask);
  complete = isDone() ? count : count - 1;
}

/** What is complete where the walk has failed: the extent that was begun is lost. */
export function settleBroken(): void {
  complete = max(0, count - 1);
}

/** Whether the walk is at its end. */
export function isDone(): bool {
  return position >= end;
}
