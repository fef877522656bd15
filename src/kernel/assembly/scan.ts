import { compressedBit, dataBit, hostedBit, invalidBit, invalidNextBit, noOffset } from '../bits.ts';
import { clusterCode, equalSubclusters, hostOffset, subclusterCode } from './entry.ts';
import { damage, load as loadWindow } from './host.ts';
import { addRun, beginRuns, Layer, mostRuns, wordAt } from './layer.ts';

const kindMask: i32 = hostedBit - 1;

// A unit is the smallest stretch with a state of its own: a cluster, or a subcluster where entries are extended. Units are
// counted from the beginning of the window.

/** Units of a cluster, where entries are extended, and elsewhere, as a power of two. */
const subclusterBits: i32 = 5;
const subclusters: i32 = 1 << subclusterBits;

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

/** The first word of a cluster's entry. */
function entryAt(layer: Layer, cluster: i32): u64 {
  return wordAt(layer, layer.isExtended ? 2 * cluster : cluster);
}

function bitmapAt(layer: Layer, cluster: i32): u64 {
  return wordAt(layer, 2 * cluster + 1);
}

function codeAt(layer: Layer, unit: i32): i32 {
  if (!layer.isExtended) return clusterCode(wordAt(layer, unit), layer.isExternal);
  const cluster = unit >> subclusterBits;
  const index = unit & (subclusters - 1);
  return subclusterCode(entryAt(layer, cluster), bitmapAt(layer, cluster), index, layer.isExternal);
}

/** How many units from `unit` on are seen at a glance to be in its state, and next to it on the host: at least 1. */
function equalUnits(layer: Layer, unit: i32, units: i32, code: i32): i32 {
  if (!layer.isExtended)
    return equalClusters(
      layer.words,
      unit,
      units,
      (code & hostedBit) === 0 ? 0 : (<u64>1) << layer.clusterBits,
    );
  const index = unit & (subclusters - 1);
  if ((code & (compressedBit | invalidBit)) !== 0) return subclusters - index;
  return equalSubclusters(bitmapAt(layer, unit >> subclusterBits), index);
}

/** How many words from one on have `step` more than the one before. */
function equalClusters(words: usize, from: i32, end: i32, step: u64): i32 {
  let word = bswap(load<u64>(words + ((<usize>from) << 3)));
  let at = from + 1;
  for (; at < end; at++) {
    word += step;
    if (bswap(load<u64>(words + ((<usize>at) << 3))) !== word) break;
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
      const inCluster = (<i64>(unit - (cluster << perCluster))) << bits;
      const host = hostOffset(entryAt(layer, cluster)) + inCluster;
      const here = codeAt(layer, unit);
      const isHosted = (here & hostedBit) !== 0;
      if (here !== code || isHosted & (host !== expected)) {
        if (layer.count > 0) endRun(layer, code, unit, units);
        if (layer.count === mostRuns) return;
        if (hasProblem(layer, here, host - inCluster, cluster)) {
          if (layer.count === 0) damage(layer.id, cluster, here);
          return;
        }
        addRun(layer, 0, 0, select<i64>(host, noOffset, isHosted & !layer.isEncrypted));
        code = here;
      }
      const equal = equalUnits(layer, unit, units, here);
      expected = host + ((<i64>equal) << bits);
      unit += equal;
    }
    endRun(layer, code, units, units);
    if (!goesOn(layer)) return;
    loadWindow(layer.id, <f64>layer.last.end);
    unit = 0;
  }
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

/** Lets the last run, whose state has this code, end at the unit `end` of `units`. */
function endRun(layer: Layer, code: i32, end: i32, units: i32): void {
  const run = layer.last;
  run.end = min(layer.windowStart + ((<i64>end) << unitBits(layer)), layer.size);
  run.kind = kindOf(layer, code, end, units);
}

function kindOf(layer: Layer, code: i32, end: i32, units: i32): i32 {
  let kind = code & kindMask;
  kind |= select(layer.refining, 0, kind === dataBit);
  // Only bitmaps can be invalid; and compressed clusters are looked at one by one.
  if (!layer.isExtended || (kind & compressedBit) !== 0 || end >= units) return kind;
  return (codeAt(layer, end) & invalidBit) !== 0 ? kind | invalidNextBit : kind;
}
