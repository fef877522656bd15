import { Abort, MetadataError } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset, reachingBit, zeroBit } from '../../kernel/bits.ts';
import type { Run } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';
import { ClusterWindow } from './cluster-window.ts';
import { explainQed } from './explain-qed.ts';
import type { QedHeader } from './qed-header.ts';
import { type QedTables, unallocated, zero } from './qed-tables.ts';

/** qemu keeps the length of a run in 32 bits. */
const lengthModulus = 2 ** 32;

/** A QED image, without its backing file. */
export function qedImage(file: ImageFile, header: QedHeader, tables: QedTables): ImageFormat {
  const { layout, size, backing } = header;
  const { clusterBytes, tableEntries, tableCovers } = layout;
  /** The answer, one object for all: those of a million clusters would take a third of the time of their map. */
  const run = { start: 0, end: 0, kind: 0, offset: noOffset };
  /** The last run that was seen to grow past the end of the file. */
  let overgrown: Pick<Run, 'start' | 'end'> = { start: 0, end: 0 };

  /** One answer of qemu: the clusters of one table that follow each other. Only the first of them is checked. */
  const runAt = (offset: number, limit: number, isTop: boolean): Run => {
    run.start = offset;
    const cluster = Math.floor(offset / clusterBytes);
    const l1Index = Math.floor(cluster / tableEntries);
    const l1Entry = tables.l1.readUInt64LE(l1Index);
    if (l1Entry === unallocated) {
      run.end = Math.min(tables.behindAbsent(l1Index, limit) * tableCovers, size.virtualSize);
      run.kind = 0;
      run.offset = noOffset;
      return run;
    }
    const l2 = tables.l2(l1Entry);
    const index = cluster - l1Index * tableEntries;
    const entry = l2.readUInt64LE(index);
    const isData = entry !== unallocated && entry !== zero;
    if (isData && !layout.isCluster(entry)) throw new MetadataError('Invalid argument');
    const inCluster = offset - cluster * clusterBytes;
    const requested = Math.min(limit, (l1Index + 1) * tableCovers) - offset;
    const most = Math.min(index + clustersIn(inCluster + requested, clusterBytes), tableEntries);
    const step = isData ? clusterBytes : 0;
    let behind = index + 1;
    while (behind < most && l2.readUInt64LE(behind) === entry + (behind - index) * step) behind++;
    const bytes = (behind - index) * clusterBytes;
    const length = Math.min((isTop ? inThirtyTwoBits(bytes, inCluster) : bytes) - inCluster, requested);
    run.end = offset + length;
    run.kind = isData ? dataBit : entry === zero ? zeroBit : 0;
    run.offset = isData ? entry + inCluster : noOffset;
    const fileEnd = offset - inCluster + layout.clustersFrom(entry) * clusterBytes;
    if (isData && run.end > fileEnd) {
      // A request that begins behind the end of the file fails.
      overgrown = { start: offset, end: run.end };
      run.end = fileEnd;
      run.kind |= reachingBit;
    }
    return run;
  };

  const lookAhead = (offset: number): number => {
    if (offset >= overgrown.start && offset < overgrown.end) return overgrown.end;
    return (Math.floor(offset / tableCovers) + 1) * tableCovers;
  };

  const image = formatImage({
    driver: 'qed',
    file,
    ...size,
    clusterSize: clusterBytes,
    backing,
    runAt,
    lookAhead,
    explain: offset => explainQed(offset, tables, layout),
  });
  return {
    ...image,
    attach(layer) {
      const finder = image.attach(layer);
      const window = new ClusterWindow(layer, header, tables);
      return {
        ...finder,
        find(offset, limit) {
          if (window.moveTo(offset)) layer.scan(offset, limit);
          else finder.find(offset, limit);
        },
      };
    },
  };
}

/** How many clusters qemu looks at for so many bytes: it divides by a byte less than a cluster has. */
function clustersIn(bytes: number, clusterBytes: number): number {
  return Math.floor((Math.ceil(bytes / clusterBytes) * clusterBytes) / (clusterBytes - 1));
}

/**
 * What is left of the length of a run (bytes). Layers above qed ask for less than 4 GiB at a time, so this is for requests
 * of map itself.
 *
 * @param inCluster where in its first cluster the request begins, in bytes; if more than the length, qemu answers all
 * @throws Abort if qemu's answer is empty
 */
function inThirtyTwoBits(run: number, inCluster: number): number {
  if (run < lengthModulus) return run;
  const length = run % lengthModulus;
  if (length === 0 && inCluster === 0) {
    throw new Abort(
      'the driver qed answers 4 GiB as no bytes',
      'Map at most 2 GiB of the image at a time, with -l.',
    );
  }
  return length < inCluster ? Number.POSITIVE_INFINITY : length;
}
