import { invalidNextBit, noOffset, reachingBit, refineBit, zeroBit } from '../bits.ts';
import { find, lookAhead, segment } from './host.ts';
import { Layer } from './layer.ts';
import { Run } from './run.ts';
import { scan } from './scan.ts';

/** The kinds of runs of which a request may not take the whole, or may take more. */
export const partialBits: i32 = invalidNextBit | reachingBit;

/**
 * Moves the cursor of the layer to its answer at `offset`, a guest byte below its virtual size.
 *
 * @param limit where the request ends: the answer may reach further, but damage before it counts
 */
export function moveTo(layer: Layer, offset: i64, limit: i64): Run {
  const current = layer.current;
  const isHere = (offset >= current.start) & (offset < current.end) & ((current.kind & partialBits) === 0);
  return isHere ? current : moveOn(layer, offset, limit);
}

function moveOn(layer: Layer, offset: i64, limit: i64): Run {
  const run = layer.run;
  layer.current = run;
  if (offset < run.start || offset >= run.end) findRun(layer, offset, limit);
  const isRefined = layer.wantZero & ((run.kind & refineBit) !== 0);
  if (isRefined | ((run.kind & partialBits) !== 0)) takePart(layer, offset, limit, isRefined);
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
  part.file = run.file;
  part.end = endOfRequest(layer, offset, limit);
  if (isRefined) refine(layer, part, offset, limit);
}

/** Where the answer to one request at `offset` ends, by the run of the layer. */
function endOfRequest(layer: Layer, offset: i64, limit: i64): i64 {
  const run = layer.run;
  if ((run.kind & partialBits) === 0) return run.end;
  const reach = reachFrom(layer, offset);
  if ((run.kind & reachingBit) !== 0) return reach;
  if (min(reach, limit) > run.end) find(layer.id, <f64>run.end, <f64>limit);
  return min(reach, run.end);
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
 * How far one request of qemu at `offset` reaches. It comes down from the top, and no layer passes on more of it than it looks
 * at itself.
 */
function reachFrom(layer: Layer, offset: i64): i64 {
  let reach = <i64>lookAhead(layer.id, asDouble(offset));
  let above = layer.above;
  while (above !== null) {
    reach = min(reach, <i64>lookAhead(above.id, asDouble(offset)));
    above = above.above;
  }
  return reach;
}

/**
 * Cuts data that may lie in a hole of the host file to one segment of the file, and marks a hole as zero. Past the end
 * of the file the hole has no end. The file is asked no further than qemu's request reaches.
 */
function refine(layer: Layer, part: Run, offset: i64, limit: i64): void {
  const host = part.offset + (offset - part.start);
  if (host < layer.segmentStart || host >= layer.segmentEnd || part.file !== layer.segmentFile) {
    const end = min(part.end, min(limit, reachFrom(layer, offset)));
    segment(layer.id, asDouble(host), <f64>(host + (end - offset)), part.file);
    layer.segmentFile = part.file;
  }
  part.start = offset;
  part.end = offset + min(part.end - offset, layer.segmentEnd - host);
  part.offset = host;
  part.kind |= select(zeroBit, 0, layer.isHole);
}

/** The host offset of a guest byte in a run, or `noOffset`. */
export function offsetAt(run: Run, byte: i64): i64 {
  return select<i64>(noOffset, run.offset + (byte - run.start), run.offset === noOffset);
}
