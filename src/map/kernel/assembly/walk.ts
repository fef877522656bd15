import { invalidNextBit, reachingBit } from '../bits.ts';
import { mixed, together } from './columns.ts';
import { moveTo, offsetAt } from './cursor.ts';
import { flagsOf, isPresent } from './flags.ts';
import { Layer } from './layer.ts';
import { Run } from './run.ts';
import { addStep, capacity, count } from './steps.ts';

/** The guest byte that the walk has reached. */
export let position: i64 = 0;

export function startAt(byte: i64): void {
  position = byte;
}

/**
 * Adds step after step (qemu-img's get_block_status, 5.2 to 11.1) until the steps are full or the guest byte `end` is
 * reached, or states are so mixed that columns.ts is faster. Each layer that is passed on the way down may shorten a step.
 *
 * @param most how many steps are added at most, merged ones included
 * @param mask the bits of the flags of steps that must be equal for a merge
 * @returns how many more steps may be added
 */
export function walk(top: Layer, end: i64, mask: i32, most: i32): i32 {
  let layer = top;
  let depth = 0;
  let left = most;
  /** How often a layer was asked from the guest byte `since` on. */
  let asked = 0;
  let since = position;
  while (position < end && count < capacity && left > 0) {
    left--;
    // Go up to the topmost layer whose last answer has ended, usually a layer or two.
    let above = layer.above;
    while (above !== null && above.openUntil <= position) {
      layer = above;
      depth--;
      above = layer.above;
    }
    let until = above === null ? end : min(end, above.openUntil);
    let run: Run;
    for (;;) {
      run = moveTo(layer, position, until);
      asked++;
      until = min(until, run.end);
      const below = layer.below;
      if (below === null || isPresent(run.kind) || position >= below.virtualSize) break;
      layer.openUntil = openUntil(layer, run, min(until, below.virtualSize));
      layer = below;
      depth++;
    }
    addStep(
      position,
      until - position,
      flagsOf(layer, depth, run.kind),
      offsetAt(run, position),
      run.file,
      mask,
    );
    position = until;
    if (position - since >= (<i64>together) << top.clusterBits) {
      if (asked >= mixed) break;
      asked = 0;
      since = position;
    }
  }
  return left;
}

/** `openUntil` of a layer that doesn't allocate `run`; `until` at most. */
function openUntil(layer: Layer, run: Run, until: i64): i64 {
  if ((run.kind & (invalidNextBit | reachingBit)) !== 0) return 0;
  const above = layer.above;
  return above === null ? until : min(until, above.openUntil);
}
