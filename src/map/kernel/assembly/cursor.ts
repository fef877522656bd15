import { invalidNextBit, noOffset, refineBit, zeroBit } from '../bits.ts';
import { find, lookAhead, segment } from './host.ts';
import { Layer } from './layer.ts';
import { Run } from './run.ts';
import { scan } from './scan.ts';

/**
 * Moves the cursor of the layer to its answer at `offset`, a guest byte below its virtual size.
 *
 * @param limit where the request ends: the answer may reach further, but damage before it counts
 */
export function moveTo(layer: Layer, offset: i64, limit: i64): Run {
  const current = layer.current;
  const isHere = (offset >= current.start) & (offset < current.end) & ((current.kind & invalidNextBit) === 0);
  return isHere ? current : moveOn(layer, offset, limit);
}

function moveOn(layer: Layer, offset: i64, limit: i64): Run {
  const run = layer.run;
  layer.current = run;
  if (offset < run.start || offset >= run.end) findRun(layer, offset, limit);
  const isRefined = layer.wantZero & ((run.kind & refineBit) !== 0);
  if (isRefined | ((run.kind & invalidNextBit) !== 0)) takePart(layer, offset, limit, isRefined);
  return layer.current;
}

/** Moves the cursor to a part of the run: as far as one request of qemu at `offset` reaches. */
function takePart(layer: Layer, offset: i64, limit: i64, isRefined: bool): void {
  const run = layer.run;
  const part = layer.part;
  // Empty first: if the search fails, the previous answer must not pass for its result.
  part.end = 0;
  layer.current = part;
  part.start = run.start;
  part.kind = run.kind;
  part.offset = run.offset;
  part.end = (run.kind & invalidNextBit) === 0 ? run.end : lookAheadFrom(layer, run.end, offset, limit);
  if (isRefined) refine(layer, part, offset);
}

/** Sets the run of the layer to the one that holds `offset`. */
function findRun(layer: Layer, offset: i64, limit: i64): void {
  if (layer.isDirect && offset >= layer.windowStart && offset < layer.windowEnd) {
    scan(layer, offset, limit);
    return;
  }
  layer.run.end = 0;
  find(layer.id, asDouble(offset), <f64>limit);
}

/** A byte offset as a double. From 2^53 on, where a double can't hold every byte, the start of its sector. */
function asDouble(byte: i64): f64 {
  return <f64>(byte >> 53 === 0 ? byte : byte & -512);
}

/**
 * How far one request of qemu at `offset` reaches into a run that an invalid entry follows; fails if the request
 * reaches that entry. A request comes down from the top, and no layer passes on more of it than it looks at itself.
 */
function lookAheadFrom(layer: Layer, end: i64, offset: i64, limit: i64): i64 {
  let reach = <i64>lookAhead(layer.id, asDouble(offset));
  let above = layer.above;
  while (above !== null) {
    reach = min(reach, <i64>lookAhead(above.id, asDouble(offset)));
    above = above.above;
  }
  if (min(reach, limit) > end) find(layer.id, <f64>end, <f64>limit);
  return min(reach, end);
}

/**
 * Cuts data that may lie in a hole of the host file to one segment of the file, and marks a hole as zero. Past the end
 * of the file the hole has no end.
 */
function refine(layer: Layer, part: Run, offset: i64): void {
  const host = part.offset + (offset - part.start);
  if (host < layer.segmentStart || host >= layer.segmentEnd) segment(layer.id, asDouble(host));
  part.start = offset;
  part.end = offset + min(part.end - offset, layer.segmentEnd - host);
  part.offset = host;
  part.kind |= select(zeroBit, 0, layer.isHole);
}

/** The host offset of a guest byte in a run, or `noOffset`. */
export function offsetAt(run: Run, byte: i64): i64 {
  return select<i64>(noOffset, run.offset + (byte - run.start), run.offset === noOffset);
}
