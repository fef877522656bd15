import { dataBit, hostedBit, noOffset } from '../bits.ts';
import { damage, load as loadWindow } from './host.ts';
import { Layer } from './layer.ts';

// The window of a layer's L2 tables. A unit is the smallest stretch with a state of its own: a cluster, or a subcluster
// where entries are extended. Units are counted from the beginning of the window.

const kindMask: i32 = hostedBit - 1;

/** Says what guest bytes the words are of, and turns these, which files have big-endian, round. */
export function setWindow(layer: Layer, start: i64, end: i64): void {
  layer.windowStart = start;
  layer.windowEnd = end;
  const bytes = (<usize>((end - start) >> layer.clusterBits)) << (layer.isExtended ? 4 : 3);
  // Two words at a time: one by one, whenever one is looked at, takes more than the looking.
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

/** How many units in the window are of bytes of the image below `limit`. */
export function unitsBelow(layer: Layer, limit: i64): i32 {
  const end = min(min(layer.windowEnd, layer.size), limit);
  return unitOf(layer, end + (((<i64>1) << layer.unitBits) - 1));
}

function startOf(layer: Layer, unit: i32): i64 {
  return layer.windowStart + ((<i64>unit) << layer.unitBits);
}

/** Ends the call where a cluster is wrong as it stands; `host` is where its entry says that it is on the host. */
export function refuseDamage(layer: Layer, cluster: i32, code: i32, host: i64): void {
  const isHosted = (code & hostedBit) !== 0;
  const isUnaligned = (host & (((<i64>1) << layer.clusterBits) - 1)) !== 0;
  const isElsewhere = host !== layer.windowStart + ((<i64>cluster) << layer.clusterBits);
  if (((code & layer.wrongBits) !== 0) | (isHosted & (isUnaligned | (layer.isExternal & isElsewhere)))) {
    damage(layer.id, cluster, code);
  }
}

/** Lets the run begin at a unit of this code, which the host has at `host`. Up to its end, no byte is in it. */
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
 * Ends the run at a unit that the window has no more of, or none that matters; false if what follows may continue it. What
 * was not looked at may be damage, so the run has nothing of it.
 */
export function endsHere(layer: Layer, unit: i32, limit: i64): bool {
  const end = min(min(startOf(layer, unit), layer.size), limit);
  layer.run.end = end;
  if (end >= min(limit, layer.size) || (end & (((<i64>1) << layer.tableBits) - 1)) === 0) return true;
  loadWindow(layer.id, <f64>end);
  return false;
}
