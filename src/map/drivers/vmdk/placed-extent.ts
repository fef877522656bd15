import { dataBit, noOffset, reachingBit, refineBit, zeroBit } from '../../kernel/bits.ts';
import type { Finder } from '../../kernel/finder.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { Run } from '../../kernel/run.ts';
import { blockFinder } from '../format/block-image.ts';
import type { Extent, FlatExtent, SparseExtent } from './extent.ts';
import { asNumber } from './sectors.ts';

/** The place of an extent in its image. Offsets are guest bytes. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** The number of its file; see `ImageFormat.extents`. */
  readonly file: number;
  /** No extent follows it. */
  readonly isLast: boolean;
}

/** An extent in its place. */
export interface PlacedExtent extends Place {
  readonly extent: Extent;
  /** Makes what finds its runs in one walk, at offsets of the image. */
  readonly findOn: (layer: KernelLayer) => Finder['find'];
  /** How far one request of qemu at an offset reaches. */
  readonly reachFrom: (offset: number) => number;
}

/** Puts an extent in its place. */
export function placeExtent(extent: Extent, place: Place): PlacedExtent {
  return extent.kind === 'flat' ? placeFlat(extent, place) : placeSparse(extent, place);
}

/**
 * Data, of which the file decides what is a hole. A place before the start of the file, which comes from an overflow, is a hole
 * in front of all of the file: qemu asks once, and takes the answer up to the end of the extent.
 */
function placeFlat(extent: FlatExtent, place: Place): PlacedExtent {
  const { start, end, file } = place;
  const offset = asNumber(extent.offset);
  const fileStart = start - offset;
  const before = {
    start,
    end: Math.min(end, fileStart),
    kind: dataBit | zeroBit | reachingBit,
    offset,
    file,
  };
  const inFile =
    offset < 0
      ? { start: fileStart, end, kind: dataBit | refineBit, offset: 0, file }
      : { start, end, kind: dataBit | refineBit, offset, file };
  return {
    ...place,
    extent,
    findOn: layer => at => layer.setRun(at < fileStart && offset < 0 ? before : inFile),
    reachFrom: () => end,
  };
}

/**
 * Grains. A request that begins in the last one takes its answer for the whole grain, even where the extent ends within it and
 * another one follows.
 */
function placeSparse(extent: SparseExtent, place: Place): PlacedExtent {
  const { start, end, file, isLast } = place;
  const { tables } = extent;
  const grain = tables.blockBytes;
  const reaching = isLast ? end : end - ((end - start) % grain);
  const grainEnd = (offset: number): number => start + (Math.floor((offset - start) / grain) + 1) * grain;
  return {
    ...place,
    extent,
    findOn(layer) {
      const find = blockFinder(tables, { start, end: reaching, file }, layer);
      return (offset, limit) => (offset < reaching ? find(offset, limit) : layer.setRun(lastRun()));
    },
    reachFrom: grainEnd,
  };

  /** The grain in which the extent ends. */
  function lastRun(): Run {
    const block = { kind: 0, offset: noOffset, count: 1 };
    tables.read(Math.floor((reaching - start) / grain), block);
    const kind = block.kind | reachingBit;
    return { start: reaching, end, kind, offset: block.offset, file: block.offset === noOffset ? 0 : file };
  }
}
