import {
  compressedBit,
  dataBit,
  depthUnit,
  invalidNextBit,
  presentBit,
  reachingBit,
  synthesisedBit,
  zeroBit,
} from '../bits.ts';
import { moveTo, offsetAt } from './cursor.ts';
import { Layer } from './layer.ts';
import { Run } from './run.ts';
import { addStep, capacity, count } from './steps.ts';

/** The bits of a run that map prints. */
const printedBits: i32 = dataBit | zeroBit | compressedBit;

/** The guest byte that the walk has reached. */
export let position: i64 = 0;

export function startAt(byte: i64): void {
  position = byte;
}

/**
 * Adds step after step (qemu-img's get_block_status, 5.2 to 11.1) until the steps are full or the guest byte `end` is
 * reached. Each layer that is passed on the way down may shorten a step.
 *
 * @param most how many steps are added at most, merged ones included
 * @param mask the bits of the flags of steps that must be equal for a merge
 */
export function walk(top: Layer, end: i64, mask: i32, most: i32): void {
  let layer = top;
  let depth = 0;
  let left = most;
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
    let run = moveTo(layer, position, until);
    until = min(until, run.end);
    let below = layer.below;
    while (below !== null && !isPresent(run.kind) && position < below.virtualSize) {
      layer.openUntil = openUntil(layer, run, min(until, below.virtualSize));
      layer = below;
      depth++;
      run = moveTo(layer, position, until);
      until = min(until, run.end);
      below = layer.below;
    }
    const presence = select<i32>(presentBit, select(zeroBit, 0, layer.supportsBacking), isPresent(run.kind));
    const flags = depth * depthUnit + ((run.kind & printedBits) | presence);
    addStep(position, until - position, flags, offsetAt(run, position), run.file, mask);
    position = until;
  }
}

/** `openUntil` of a layer that doesn't allocate `run`; `until` at most. */
function openUntil(layer: Layer, run: Run, until: i64): i64 {
  if ((run.kind & (invalidNextBit | reachingBit)) !== 0) return 0;
  const above = layer.above;
  return above === null ? until : min(until, above.openUntil);
}

/** Whether a run of this kind is allocated in its own layer. */
function isPresent(kind: i32): bool {
  return ((kind & dataBit) !== 0) | ((kind & (zeroBit | synthesisedBit)) === zeroBit);
}
