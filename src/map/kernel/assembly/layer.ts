import { Run } from './run.ts';

/** An empty run. */
const nowhere: Run = changetype<Run>(memory.data(32));

/** Subclusters of a cluster with an extended entry, as a power of two. */
export const subclusterBits: i32 = 5;

/** One layer during one walk. Sizes and offsets are bytes, of the guest unless they are called host offsets. */
@unmanaged
export class Layer {
  /** The number that the host knows it by. */
  id: i32 = 0;
  virtualSize: i64 = 0;
  /** The neighbours in the chain. */
  above: Layer | null = null;
  below: Layer | null = null;
  /** The driver has backing files: what the layer doesn't allocate is looked up below. */
  supportsBacking: bool = false;
  /** qemu's `want_zero`: data that lies in a hole of the host file is zero as well. */
  wantZero: bool = false;

  /** The cursor of the walk: the run that it is in, or a part of it. */
  current: Run = nowhere;
  /** Up to this guest byte the layer below answers: neither this layer nor one above it allocates anything before it. */
  openUntil: i64 = 0;

  /** The run that was found last. */
  run: Run = nowhere;
  /** A part of that run, for a cursor that doesn't take it whole. */
  part: Run = nowhere;

  // The window: L2 entries in memory, little-endian, and the guest bytes that they cover. Empty if the format has no
  // tables.
  words: usize = 0;
  windowBytes: i32 = 0;
  windowStart: i64 = 0;
  windowEnd: i64 = 0;
  /** The window alone gives the answer of the layer; else the host is asked for each run. */
  isDirect: bool = true;

  // The layout of its tables.
  /** The virtual size of the image that the tables belong to. */
  size: i64 = 0;
  isExtended: bool = false;
  clusterBits: i32 = 0;
  /** Guest bytes of a unit, the smallest range with a state of its own, as a power of two: a cluster or a subcluster. */
  unitBits: i32 = 0;
  /** Guest bytes that one L2 table covers, as a power of two. */
  tableBits: i32 = 0;
  /** The bits of codes that are damage in this image. */
  wrongBits: i32 = 0;
  /** The image has an external data file. */
  isExternal: bool = false;
  isEncrypted: bool = false;
  /** `refineBit` if data clusters may lie in holes of the host file, else 0. */
  refining: i32 = 0;

  // The blocks of the window, if it holds blocks and not L2 entries; see blocks.ts.
  blockBytes: i64 = 0;
  hostedKind: i32 = 0;
  hostFile: i32 = 0;
  // What the entries say that blocks are made of; see `describeEntries`.
  isBigEndian: bool = false;
  firstPlaced: u32 = 0;
  lastPlaced: u32 = 0;
  zeroKind: i32 = 0;
  otherKind: i32 = 0;

  // The segment that was queried last: a hole or data of a file, from its start up to, not including, its end.
  segmentFile: i32 = 0;
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

/** The address of the words of the window; allocated on first use, with room after them for who reads two words at a time. */
export function wordsOf(layer: Layer): usize {
  if (layer.words === 0) layer.words = heap.alloc(<usize>layer.windowBytes + 8);
  return layer.words;
}
