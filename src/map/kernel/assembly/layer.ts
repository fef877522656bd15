import { windowBytes } from '../bits.ts';
import { Run } from './run.ts';

/** No byte is in it. */
const nowhere: Run = changetype<Run>(memory.data(32));

/** A cluster with an extended entry has so many subclusters, as a power of two. */
export const subclusterBits: i32 = 5;

/** One layer along one walk. Sizes and places are bytes, of the guest where nothing else is said. */
@unmanaged
export class Layer {
  /** By which the host knows it. */
  id: i32 = 0;
  virtualSize: i64 = 0;
  /** The next ones up and down the chain. */
  above: Layer | null = null;
  below: Layer | null = null;
  /** Whether what it leaves open is looked up below; other drivers know of no backing file. */
  supportsBacking: bool = false;
  /** Whether holes of the host file count in what the tables call data. */
  asksForHoles: bool = false;

  /** Where the walk stands in it: a run, or a part of one. */
  at: Run = nowhere;
  /** Up to here it and all layers above it are known to leave all to the one below, which reaches as far. */
  open: i64 = 0;

  /** What was found last. */
  run: Run = nowhere;
  /** A part of it, where it isn't taken whole. */
  part: Run = nowhere;

  // The L2 entries in memory, little-endian, and what they are of. Empty where the format has no tables.
  words: usize = 0;
  windowStart: i64 = 0;
  windowEnd: i64 = 0;
  /** What the window says is the layer's answer as it stands: nobody else has to be asked. */
  isDirect: bool = true;

  // How its tables are read.
  /** Guest bytes of the image that they are of. */
  size: i64 = 0;
  isExtended: bool = false;
  clusterBits: i32 = 0;
  /** Guest bytes of the smallest stretch with a state of its own, as a power of two: a cluster, or a subcluster. */
  unitBits: i32 = 0;
  /** Guest bytes that an L2 table covers, as a power of two. */
  tableBits: i32 = 0;
  /** Bits of states that the image may not have. */
  wrongBits: i32 = 0;
  /** The image has an external data file. */
  isExternal: bool = false;
  isEncrypted: bool = false;
  /** `refineBit` where data clusters may be holes of the host file, else 0. */
  refining: i32 = 0;

  // What the host has in the data file, from one byte up to, not including, another.
  segmentStart: i64 = 0;
  segmentEnd: i64 = 0;
  isHole: bool = false;
}

export function newLayer(): Layer {
  const layer = new Layer();
  layer.run = new Run();
  layer.part = new Run();
  return layer;
}

/** Where the window's words stand; they get their place when they are first wanted. */
export function wordsOf(layer: Layer): usize {
  if (layer.words === 0) layer.words = heap.alloc(windowBytes);
  return layer.words;
}
