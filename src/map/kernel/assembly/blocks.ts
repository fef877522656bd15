import { noOffset, zeroBit } from '../bits.ts';
import { Layer, wordsOf } from './layer.ts';

// A window of blocks: a double for each block, which is its offset in the file, or `-1 - kind` for a block without one.

/** Says that the doubles in the window are those of the blocks from the guest byte `start` up to, not including, `end`. */
export function setBlocks(layer: Layer, start: i64, end: i64, blockBytes: i64): void {
  layer.windowStart = start;
  layer.windowEnd = end;
  layer.blockBytes = blockBytes;
}

/** The kind of blocks with an offset, and the number of the file that the offset refers to. */
export function describeBlocks(layer: Layer, kind: i32, file: i32): void {
  layer.hostedKind = kind;
  layer.hostFile = file;
}

/**
 * Says what entries of 32 bits are. One from `first` to `last` places its block; others place none, and their kind is `zeroKind` for 0,
 * and `otherKind` for all else.
 */
export function describeEntries(
  layer: Layer,
  isBigEndian: bool,
  first: u32,
  last: u32,
  zeroKind: i32,
  otherKind: i32,
): void {
  layer.isBigEndian = isBigEndian;
  layer.firstPlaced = first;
  layer.lastPlaced = last;
  layer.zeroKind = zeroKind;
  layer.otherKind = otherKind;
}

/**
 * Makes blocks of the entries, which the host has written to the upper half of the window. Those that place their block do so at `base`
 * plus so many times `scale`.
 */
export function placeBlocks(layer: Layer, count: i32, base: f64, scale: f64): void {
  const words = wordsOf(layer);
  const isBigEndian = layer.isBigEndian;
  const first = layer.firstPlaced;
  const last = layer.lastPlaced;
  const zeroKind = layer.zeroKind;
  const otherKind = layer.otherKind;
  const entries = words + (<usize>layer.windowBytes >> 1);
  // Doubles overtake the entries that they are made of in the last one.
  for (let index: usize = 0; index < <usize>count; index++) {
    const word = load<u32>(entries + (index << 2));
    const entry = isBigEndian ? bswap<u32>(word) : word;
    const isPlaced = (entry >= first) & (entry <= last);
    const kind = select(zeroKind, otherKind, entry === 0);
    store<f64>(words + (index << 3), select<f64>(base + <f64>entry * scale, <f64>(-1 - kind), isPlaced));
  }
}

/**
 * Makes blocks of the entries of 64 bits that the window holds: offsets of clusters, 0 for one that isn't allocated, 1 for zeros.
 *
 * @param first the first byte of the file where a cluster can begin
 * @param end from this byte on none can
 * @returns how many entries there are before one that can't be right
 */
export function placeClusters(layer: Layer, count: i32, clusterBytes: i64, first: i64, end: i64): i32 {
  const words = wordsOf(layer);
  for (let index = 0; index < count; index++) {
    const at = words + ((<usize>index) << 3);
    const entry = load<i64>(at);
    const isData = <u64>entry > 1;
    if (isData & ((entry < first) | (entry >= end) | ((entry & (clusterBytes - 1)) !== 0))) return index;
    store<f64>(at, select<f64>(<f64>entry, <f64>(-1 - select(zeroBit, 0, entry === 1)), isData));
  }
  return count;
}

/** Sets the run of the layer to the block at `offset`, a guest byte of the window, and to those that continue it. */
export function scanBlocks(layer: Layer, offset: i64): void {
  const bytes = layer.blockBytes;
  const start = layer.windowStart;
  const first = (offset - start) / bytes;
  const end = layer.words + ((<usize>((layer.windowEnd - start + bytes - 1) / bytes)) << 3);
  let at = layer.words + ((<usize>first) << 3);
  let value = load<f64>(at);
  const isHosted = value >= 0;
  const step: f64 = isHosted ? <f64>bytes : 0;
  const run = layer.run;
  run.kind = isHosted ? layer.hostedKind : -1 - <i32>value;
  run.offset = isHosted ? <i64>value : noOffset;
  run.file = isHosted ? layer.hostFile : 0;
  run.start = start + first * bytes;
  do {
    at += 8;
    value += step;
  } while (at < end && load<f64>(at) === value);
  run.end = min(start + (<i64>(at - layer.words) >> 3) * bytes, layer.windowEnd);
}
