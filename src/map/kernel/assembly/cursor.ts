import { invalidNextBit, noOffset, refineBit, zeroBit } from '../bits.ts';
import { find, lookAhead, segment } from './host.ts';
import { Layer } from './layer.ts';
import { Run } from './run.ts';
import { scan } from './scan.ts';

/**
 * Moves to the stretch that holds the guest byte `offset`, which is below the layer's size.
 *
 * @param limit how far the question goes: the stretch may go farther, but what qemu would stumble over before counts
 */
export function moveTo(layer: Layer, offset: i64, limit: i64): Run {
  const here = layer.at;
  const isHere = (offset >= here.start) & (offset < here.end) & ((here.kind & invalidNextBit) === 0);
  return isHere ? here : moveOn(layer, offset, limit);
}

function moveOn(layer: Layer, offset: i64, limit: i64): Run {
  const run = layer.run;
  layer.at = run;
  if (offset < run.start || offset >= run.end) fill(layer, offset, limit);
  const isRefined = layer.asksForHoles & ((run.kind & refineBit) !== 0);
  if (isRefined | ((run.kind & invalidNextBit) !== 0)) takePart(layer, offset, limit, isRefined);
  return layer.at;
}

/** Moves to a part of the run, as far as qemu sees from `offset`. */
function takePart(layer: Layer, offset: i64, limit: i64, isRefined: bool): void {
  const run = layer.run;
  const part = layer.part;
  // Emptied first: should the search fail, the last answer must not pass for its result.
  part.end = 0;
  layer.at = part;
  part.start = run.start;
  part.kind = run.kind;
  part.offset = run.offset;
  part.end = (run.kind & invalidNextBit) === 0 ? run.end : lookAheadFrom(layer, run.end, offset, limit);
  if (isRefined) refine(layer, part, offset);
}

/** Finds the run that `offset` is in. */
function fill(layer: Layer, offset: i64, limit: i64): void {
  if (layer.isDirect && offset >= layer.windowStart && offset < layer.windowEnd) {
    scan(layer, offset, limit);
    return;
  }
  layer.run.end = 0;
  find(layer.id, asDouble(offset), <f64>limit);
}

/** A byte as the host is asked for it: beyond 2^53, where a double has no room for it, the beginning of its sector. */
function asDouble(byte: i64): f64 {
  return <f64>(byte >> 53 === 0 ? byte : byte & -512);
}

/**
 * The end of what qemu sees from `offset` of a run before an invalid entry; if it sees that entry too, it fails. A question
 * comes down from the top, and none of the layers above passes on more of it than it looks at itself.
 */
function lookAheadFrom(layer: Layer, end: i64, offset: i64, limit: i64): i64 {
  let seen = <i64>lookAhead(layer.id, asDouble(offset));
  let above = layer.above;
  while (above !== null) {
    seen = min(seen, <i64>lookAhead(above.id, asDouble(offset)));
    above = above.above;
  }
  if (min(seen, limit) > end) find(layer.id, <f64>end, <f64>limit);
  return min(seen, end);
}

/**
 * Data that may be a hole in the host file. What lies behind the last byte of the file reads as zeros however long it is;
 * a hole before it ends where it ends.
 */
function refine(layer: Layer, part: Run, offset: i64): void {
  const host = part.offset + (offset - part.start);
  if (host < layer.segmentStart || host >= layer.segmentEnd) segment(layer.id, asDouble(host));
  part.start = offset;
  part.end = offset + min(part.end - offset, layer.segmentEnd - host);
  part.offset = host;
  part.kind |= select(zeroBit, 0, layer.isHole);
}

/** The host offset of a guest byte of a run, or `noOffset`. */
export function offsetAt(run: Run, byte: i64): i64 {
  return select<i64>(noOffset, run.offset + (byte - run.start), run.offset === noOffset);
}
