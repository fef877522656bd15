import { compressedBit, dataBit, hostedBit, invalidBit, invalidNextBit, noOffset } from '../bits.ts';
import { clusterCode, equalSubclusters, hostOffset, subclusterCode } from './entry.ts';
import { damage, load as loadWindow } from './host.ts';
import { addRun, beginRuns, Layer, mostRuns } from './layer.ts';

const kindMask: i32 = hostedBit - 1;

// A unit is the smallest stretch with a state of its own: a cluster, or a subcluster where entries are extended. Units are
// counted from the beginning of the window.

const subclusterBits: i32 = 5;
const subclusters: i32 = 1 << subclusterBits;

/** Units of a cluster, as a power of two. */
function unitsBits(layer: Layer): i32 {
  return layer.isExtended ? subclusterBits : 0;
}

/** Bytes of a unit, as a power of two. */
function unitBits(layer: Layer): i32 {
  return layer.clusterBits - unitsBits(layer);
}

/** How many units in the window are of bytes of the image. */
function unitsHere(layer: Layer): i32 {
  const bits = unitBits(layer);
  const bytes = min(layer.windowEnd, layer.size) - layer.windowStart;
  return <i32>((bytes + (((<i64>1) << bits) - 1)) >> bits);
}

function wordAt(words: usize, index: i32): u64 {
  return bswap(load<u64>(words + ((<usize>index) << 3)));
}

/** How many words from one on have `step` more than the one before, itself included. */
function equalClusters(words: usize, from: i32, end: i32, step: u64): i32 {
  let word = wordAt(words, from);
  let at = from + 1;
  for (; at < end; at++) {
    word += step;
    if (wordAt(words, at) !== word) break;
  }
  return at - from;
}

/**
 * Fills the runs with what the window says from `offset` on, a guest byte in it, and with what follows in the same table.
 * Stops before damage, which is reported when it is asked for itself.
 *
 * A run goes on as long as its state does, and where clusters have host clusters also their place on the host. (A cluster
 * whose host offset is unaligned never continues an aligned run: qemu reports it where it stands.)
 */
export function scan(layer: Layer, offset: i64): void {
  const words = layer.words;
  const isExtended = layer.isExtended;
  const isExternal = layer.isExternal;
  const isEncrypted = layer.isEncrypted;
  const clusterSize: u64 = 1 << layer.clusterBits;
  const bits = unitBits(layer);
  const perCluster = unitsBits(layer);
  let unit = <i32>((offset - layer.windowStart) >> bits);
  let code = -1;
  /** Where the host has what would continue the run. */
  let expected: i64 = 0;
  beginRuns(layer, layer.windowStart + ((<i64>unit) << bits));
  for (;;) {
    const units = unitsHere(layer);
    while (unit < units) {
      const cluster = unit >> perCluster;
      const index = unit - (cluster << perCluster);
      const word = wordAt(words, isExtended ? 2 * cluster : cluster);
      const bitmap = isExtended ? wordAt(words, 2 * cluster + 1) : 0;
      const here = isExtended
        ? subclusterCode(word, bitmap, index, isExternal)
        : clusterCode(word, isExternal);
      const host = hostOffset(word) + ((<i64>index) << bits);
      const isHosted = (here & hostedBit) !== 0;
      if (here !== code || isHosted & (host !== expected)) {
        if (layer.count > 0) endRun(layer, code, unit, here);
        if (layer.count === mostRuns) return;
        if (hasProblem(layer, here, hostOffset(word), cluster)) {
          if (layer.count === 0) damage(layer.id, cluster, here);
          return;
        }
        addRun(layer, 0, 0, select<i64>(host, noOffset, isHosted & !isEncrypted));
        code = here;
      }
      const equal = isExtended
        ? equalHere(bitmap, index, here)
        : equalClusters(words, unit, units, select<u64>(clusterSize, 0, isHosted));
      expected = host + ((<i64>equal) << bits);
      unit += equal;
    }
    endRun(layer, code, units, 0);
    if (!goesOn(layer)) return;
    loadWindow(layer.id, <f64>layer.last.end);
    unit = 0;
  }
}

/** How many subclusters from `index` on are in the same cluster and state. */
function equalHere(bitmap: u64, index: i32, code: i32): i32 {
  const isWhole = (code & (compressedBit | invalidBit)) !== 0;
  return isWhole ? subclusters - index : equalSubclusters(bitmap, index);
}

/** Whether the table that the last run is in goes on behind it, and the image too. */
function goesOn(layer: Layer): bool {
  const end = layer.last.end;
  return end < layer.size && (end & (((<i64>1) << layer.tableBits) - 1)) !== 0;
}

/** Whether a cluster is wrong where it stands; `host` is where its entry says that it is on the host. */
function hasProblem(layer: Layer, code: i32, host: i64, cluster: i32): bool {
  const isUnaligned = (host & (((<i64>1) << layer.clusterBits) - 1)) !== 0;
  const isElsewhere = host !== layer.windowStart + ((<i64>cluster) << layer.clusterBits);
  const isHosted = (code & hostedBit) !== 0;
  return ((code & layer.wrongBits) !== 0) | (isHosted & (isUnaligned | (layer.isExternal & isElsewhere)));
}

/**
 * Lets the last run, whose state has this code, end at the unit `end`. What follows it in the window has the code `next`:
 * only bitmaps can be invalid, and compressed clusters are looked at one by one.
 */
function endRun(layer: Layer, code: i32, end: i32, next: i32): void {
  const run = layer.last;
  const isBeforeInvalid = ((next & invalidBit) !== 0) & ((code & compressedBit) === 0);
  run.end = min(layer.windowStart + ((<i64>end) << unitBits(layer)), layer.size);
  run.kind =
    (code & kindMask) |
    select(layer.refining, 0, (code & kindMask) === dataBit) |
    select<i32>(invalidNextBit, 0, isBeforeInvalid);
}
