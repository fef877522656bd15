import { noOffset } from '../bits.ts';
import { Layer } from './layer.ts';
import { count, keepLast, makeSteps, Step, stepAt } from './steps.ts';
import { position, startAt, walk } from './walk.ts';

const sector: i64 = 512;

/** The range of guest bytes that is asked for: from `from` up to, not including, `to`. */
let from: i64 = 0;
let to: i64 = 0;
/** `to`, up to the end of its sector: qemu asks for whole ones. */
let end: i64 = 0;
let mask: i32 = 0;

/** Those of the steps that are complete extents and lie in the range: from `first` up to, not including, `complete`. */
export let first: i32 = 0;
/** Of the last step it isn't known that it is complete as long as what follows may merge with it. */
export let complete: i32 = 0;

/**
 * Begins the extents of a range that isn't empty.
 *
 * @param most how many are found at a time, the one that may go on included
 * @param tellingMask those bits of tellings that keep extents apart
 */
export function begin(start: i64, stop: i64, most: i32, tellingMask: i32): void {
  from = start;
  to = stop;
  end = (stop + (sector - 1)) & -sector;
  mask = tellingMask;
  makeSteps(most);
  startAt(start & -sector);
}

/** Goes on to the next extents. */
export function next(top: Layer): void {
  keepLast();
  first = 0;
  complete = 0;
  walk(top, to, end, mask);
  settle(position >= to ? count : count - 1);
}

/** What is complete where the walk has failed: of the last extent it isn't known. */
export function settleBroken(): void {
  settle(max(0, count - 1));
}

/** So many of the steps are complete. The walk over whole sectors has more than the range: that is cut off. */
function settle(steps: i32): void {
  complete = steps;
  while (first < complete && endOf(stepAt(first)) <= from) first++;
  if (first === complete) return;
  cutStart(stepAt(first));
  const last = stepAt(complete - 1);
  last.length = min(endOf(last), to) - last.start;
}

function cutStart(step: Step): void {
  const cut = max(0, from - step.start);
  step.start += cut;
  step.length -= cut;
  if (step.offset !== noOffset) step.offset += cut;
}

function endOf(step: Step): i64 {
  return step.start + step.length;
}

/** Whether the walk is at its end. */
export function isDone(): bool {
  return position >= to;
}
