import { dataBit, noOffset, reachingBit, refineBit, zeroBit } from '../../kernel/bits.ts';
import type { Run } from '../../kernel/kernel-layer.ts';
import { runsOf } from '../format/block-image.ts';
import type { Extent, FlatExtent, SparseExtent } from './extent.ts';
import { asNumber } from './sectors.ts';

/** The place of an extent in its image. Offsets are guest bytes. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** The number of its file; see `ImageFormat.extentFiles`. */
  readonly file: number;
  /** No extent follows it. */
  readonly isLast: boolean;
}

/** An extent in its place. */
export interface PlacedExtent extends Place {
  readonly extent: Extent;
  /** What it answers at an offset of the image; see `Finder.find`. */
  readonly runAt: (offset: number, limit: number) => Run;
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
    runAt: at => (at < fileStart && offset < 0 ? before : inFile),
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
  const find = runsOf(tables, Number.POSITIVE_INFINITY);
  return {
    ...place,
    extent,
    runAt(offset, limit) {
      const run = find(offset - start, Math.min(limit, end) - start);
      const reaches = start + run.end > end && !isLast;
      return {
        start: start + run.start,
        end: Math.min(start + run.end, end),
        kind: reaches ? run.kind | reachingBit : run.kind,
        offset: run.offset,
        // Without an offset no file is meant, so such grains merge across extents.
        file: run.offset === noOffset ? 0 : file,
      };
    },
    reachFrom: offset => start + (Math.floor((offset - start) / grain) + 1) * grain,
  };
}
