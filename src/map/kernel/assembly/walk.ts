import {
  compressedBit,
  dataBit,
  depthUnit,
  invalidNextBit,
  presentBit,
  synthesisedBit,
  zeroBit,
} from '../bits.ts';
import { moveTo, offsetAt } from './cursor.ts';
import { Layer } from './layer.ts';
import { Run } from './run.ts';
import { capacity, count, take } from './steps.ts';

const shown: i32 = dataBit | zeroBit | compressedBit;

/** Where the walk along the chain's guest bytes is. */
export let position: i64 = 0;

export function startAt(byte: i64): void {
  position = byte;
}

/**
 * Goes from stretch to stretch (qemu-img's get_block_status, 5.2 to 11.1), until the steps are full or the guest byte `end`
 * is reached. Each layer passed on the way down shortens a step.
 *
 * @param mask those bits of tellings that keep steps apart
 */
export function walk(top: Layer, end: i64, mask: i32): void {
  let layer = top;
  let depth = 0;
  while (position < end && count < capacity) {
    // Up to the topmost layer whose last answer has ended: mostly a layer or two.
    let above = layer.above;
    while (above !== null && above.open <= position) {
      layer = above;
      depth--;
      above = layer.above;
    }
    let until = above === null ? end : min(end, above.open);
    let run = moveTo(layer, position, until);
    until = min(until, run.end);
    let below = layer.below;
    while (below !== null && !isPresent(run.kind) && position < below.virtualSize) {
      layer.open = openTo(layer, run, min(until, below.virtualSize));
      layer = below;
      depth++;
      run = moveTo(layer, position, until);
      until = min(until, run.end);
      below = layer.below;
    }
    const own = select<i32>(presentBit, select(zeroBit, 0, layer.supportsBacking), isPresent(run.kind));
    const telling = depth * depthUnit + ((run.kind & shown) | own);
    take(position, until - position, telling, offsetAt(run, position), mask);
    position = until;
  }
}

/** Up to where, `until` at most, a layer that leaves a run to the one below need not be asked again, nor those above it. */
function openTo(layer: Layer, run: Run, until: i64): i64 {
  if ((run.kind & invalidNextBit) !== 0) return 0;
  const above = layer.above;
  return above === null ? until : min(until, above.open);
}

/** Whether a layer that answers so says data or zero itself. */
function isPresent(kind: i32): bool {
  return ((kind & dataBit) !== 0) | ((kind & (zeroBit | synthesisedBit)) === zeroBit);
}
