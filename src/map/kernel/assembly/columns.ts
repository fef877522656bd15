import { dataBit, hostedBit, noOffset, refineBit, zeroBit } from '../bits.ts';
import { offsetAt, partialBits } from './cursor.ts';
import { clusterCode, hostOffset } from './entry.ts';
import { flagsOf, isPresent } from './flags.ts';
import { Layer } from './layer.ts';
import { addStep, capacity, count as steps } from './steps.ts';
import { isDamaged, kindMask, unitOf, wordAt } from './window.ts';

// The walk asks one layer after the other for runs. Where states are mixed, runs are short, and no processor predicts where they end. There
// this is faster: up to 64 clusters (columns of a chain, whose rows are its layers) are decided together. From the top down, each layer
// decides those of them that it allocates and that are still open. Only what is in memory is used. A cluster that needs more (a
// table, a search for a hole, a report of damage) is left to the walk, with all that follow it: that it is met in qemu's order is up to
// the walk alone.

/** How many clusters are decided together at most: one bit each. */
export const together: i32 = 64;
/** States are mixed where the walk asks so often for answers about so many clusters. By measurement both ways then take equally long. */
export const mixed: i32 = 36;

/** The guest byte where the clusters begin, and the bytes of one as a power of two. */
let start: i64 = 0;
let bits: i32 = 0;
/** How many of them there are. */
let count: i32 = 0;
/** Those that no layer has decided yet, the first one in bit 0. */
let open: u64 = 0;

/** What is decided of a cluster; see Step. */
@unmanaged
class Answer {
  offset: i64 = 0;
  flags: i32 = 0;
  file: i32 = 0;
}

/** The bytes of an answer, as a power of two. */
const answerBits: usize = 4;
const answers: usize = memory.data(1024);

function answerAt(index: i32): Answer {
  return changetype<Answer>(answers + ((<usize>index) << answerBits));
}

/**
 * Adds the steps of the clusters from a guest byte on, while they are mixed and can be decided here.
 *
 * @param end the first guest byte after the range of the map
 * @param mask see `addStep`
 * @returns the guest byte that is reached
 */
export function addColumns(top: Layer, from: i64, end: i64, mask: i32): i64 {
  start = from;
  bits = top.clusterBits;
  // A small batch would have most of what is decided thrown away.
  let isMixed = capacity >= together && (from & (clusterBytes() - 1)) === 0;
  while (isMixed && steps < capacity) {
    const before = steps;
    const asked = decideAll(top, end);
    let index = 0;
    while (index < count && steps < capacity) {
      const answer = answerAt(index);
      addStep(byteOf(index++), clusterBytes(), answer.flags, answer.offset, answer.file, mask);
    }
    start = byteOf(index);
    // The walk would ask each of these layers for most of the steps.
    isMixed = (steps - before) * asked >= mixed;
  }
  return start;
}

/**
 * Decides clusters from `start` on; `count` of them are decided then.
 *
 * @returns how many layers were asked
 */
function decideAll(top: Layer, end: i64): i32 {
  count = together;
  open = ~(<u64>0);
  endAt(end);
  let layer = top;
  let depth = 0;
  while (open !== 0 && decide(layer, depth)) {
    const below = layer.below;
    if (below === null || start >= below.virtualSize) {
      answerOpen(flagsOf(layer, depth, 0), noOffset, 0);
    } else {
      endAt(below.virtualSize);
      layer = below;
      depth++;
    }
  }
  if (open !== 0) count = <i32>ctz(open);
  return depth + 1;
}

function clusterBytes(): i64 {
  return (<i64>1) << bits;
}

function byteOf(index: i32): i64 {
  return start + ((<i64>index) << bits);
}

/** Leaves out the clusters that end after this guest byte. */
function endAt(end: i64): void {
  const most = (end - start) >> bits;
  if (most >= count) return;
  count = <i32>most;
  open &= ((<u64>1) << most) - 1;
}

/**
 * Decides which of the open clusters the layer allocates.
 *
 * @returns false if it needs more than what is in memory
 */
function decide(layer: Layer, depth: i32): bool {
  if (hasEntries(layer)) {
    readEntries(layer, depth);
    return true;
  }
  const run = layer.run;
  if (start < run.start || start >= run.end || (run.kind & (partialBits | refineBit)) !== 0) return false;
  endAt(run.end);
  if (isPresent(run.kind)) answerOpen(flagsOf(layer, depth, run.kind), offsetAt(run, start), run.file);
  return true;
}

/** Whether the window has the entry of the first cluster, and gives the answer alone. */
function hasEntries(layer: Layer): bool {
  const isStandard =
    layer.isDirect & !layer.isExtended & (layer.blockBytes === 0) & (layer.clusterBits === bits);
  return isStandard & (start >= layer.windowStart) & (start < layer.windowEnd);
}

/** Decides by the entries in the window of the layer. */
function readEntries(layer: Layer, depth: i32): void {
  endAt(layer.windowEnd);
  const first = unitOf(layer, start);
  let left = open & notZero(layer.words + ((<usize>first) << 3));
  let undecided = open;
  while (left !== 0) {
    const index = <i32>ctz(left);
    const word = wordAt(layer.words, first + index);
    const code = clusterCode(word, layer.isExternal);
    const host = hostOffset(word);
    const isRefined = layer.wantZero & (layer.refining !== 0) & ((code & kindMask) === dataBit);
    if (isDamaged(layer, first + index, code, host) || (isRefined && !isInSegment(layer, host))) {
      open = undecided;
      endAt(byteOf(index));
      return;
    }
    // An entry may have nothing but bits without a meaning.
    if (code !== 0) undecided ^= left & -left;
    const isHosted = ((code & hostedBit) !== 0) & !layer.isEncrypted;
    const kind = code | select(zeroBit, 0, isRefined & layer.isHole);
    answer(index, flagsOf(layer, depth, kind), select<i64>(host, noOffset, isHosted), 0);
    left &= left - 1;
  }
  open = undecided;
}

/** Whether the cluster at this host offset lies in the segment of the file that was queried last. */
function isInSegment(layer: Layer, host: i64): bool {
  const isThere = (host >= layer.segmentStart) & (host + clusterBytes() <= layer.segmentEnd);
  return isThere & (layer.segmentFile === 0);
}

/** A bit for each of `count` words: whether it is not 0. */
function notZero(words: usize): u64 {
  let found: u64 = 0;
  for (let index = 0; index < count; index += 2) {
    const zeros = i64x2.eq(v128.load(words + ((<usize>index) << 3)), i64x2.splat(0));
    found |= (<u64>(i64x2.bitmask(zeros) ^ 3)) << index;
  }
  return found;
}

/** Gives all open clusters one answer. Their offsets follow each other; `offset` is that of the first cluster, open or not. */
function answerOpen(flags: i32, offset: i64, file: i32): void {
  while (open !== 0) {
    const index = <i32>ctz(open);
    answer(index, flags, select<i64>(noOffset, offset + ((<i64>index) << bits), offset === noOffset), file);
    open &= open - 1;
  }
}

function answer(index: i32, flags: i32, offset: i64, file: i32): void {
  const answer = answerAt(index);
  answer.offset = offset;
  answer.flags = flags;
  answer.file = file;
}
