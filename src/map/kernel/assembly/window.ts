import { dataBit, hostedBit, noOffset } from '../bits.ts';
import { damage, load as loadWindow } from './host.ts';
import { Layer } from './layer.ts';

// The window of the L2 tables of a layer. A unit is the smallest range with a state of its own: a cluster, or a
// subcluster if entries are extended. Units are counted from the beginning of the window.

export const kindMask: i32 = hostedBit - 1;

/** Sets the guest bytes that the words cover, and turns the words, big-endian in files, to little-endian. */
export function setWindow(layer: Layer, start: i64, end: i64): void {
  layer.windowStart = start;
  layer.windowEnd = end;
  const bytes = (<usize>((end - start) >> layer.clusterBits)) << (layer.isExtended ? 4 : 3);
  // Two words at a time: turning each word when it is read would take longer than reading it.
  for (let at = layer.words; at < layer.words + bytes; at += 16) {
    const pair = v128.load(at);
    v128.store(at, v128.shuffle<u8>(pair, pair, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
  }
}

export function wordAt(words: usize, index: i32): u64 {
  return load<u64>(words + ((<usize>index) << 3));
}

export function unitOf(layer: Layer, byte: i64): i32 {
  return <i32>((byte - layer.windowStart) >> layer.unitBits);
}

/** How many units of the window hold bytes of the image below `limit`. */
export function unitsBelow(layer: Layer, limit: i64): i32 {
  const end = min(min(layer.windowEnd, layer.size), limit);
  return unitOf(layer, end + (((<i64>1) << layer.unitBits) - 1));
}

function startOf(layer: Layer, unit: i32): i64 {
  return layer.windowStart + ((<i64>unit) << layer.unitBits);
}

/**
 * Reports a cluster that is damaged, which ends the call.
 *
 * @param host the host offset in its entry
 */
export function checkCluster(layer: Layer, cluster: i32, code: i32, host: i64): void {
  if (isDamaged(layer, cluster, code, host)) damage(layer.id, cluster, code);
}

/** Whether qemu refuses a cluster with this code; see `checkCluster`. */
export function isDamaged(layer: Layer, cluster: i32, code: i32, host: i64): bool {
  const isHosted = (code & hostedBit) !== 0;
  const isUnaligned = (host & (((<i64>1) << layer.clusterBits) - 1)) !== 0;
  const isElsewhere = host !== layer.windowStart + ((<i64>cluster) << layer.clusterBits);
  return ((code & layer.wrongBits) !== 0) | (isHosted & (isUnaligned | (layer.isExternal & isElsewhere)));
}

/** Begins the run, empty, at a unit with this code and the host offset `host`. */
export function beginRun(layer: Layer, unit: i32, code: i32, host: i64): void {
  const isHosted = (code & hostedBit) !== 0;
  const run = layer.run;
  run.start = startOf(layer, unit);
  run.end = run.start;
  run.offset = select<i64>(host, noOffset, isHosted & !layer.isEncrypted);
  run.kind = (code & kindMask) | select(layer.refining, 0, (code & kindMask) === dataBit);
}

export function endRun(layer: Layer, unit: i32): void {
  layer.run.end = startOf(layer, unit);
}

/**
 * Ends the run at the end of the window, of the image or of the request; false if the next window may continue it. The run
 * has nothing of what was not looked at, because that may be damaged, or can't be read: then a request that begins there fails.
 */
export function endsHere(layer: Layer, unit: i32, limit: i64): bool {
  const end = min(min(startOf(layer, unit), layer.size), limit);
  layer.run.end = end;
  if (end >= min(limit, layer.size) || (end & (((<i64>1) << layer.tableBits) - 1)) === 0) return true;
  return !loadWindow(layer.id, <f64>end);
}
