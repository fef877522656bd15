import { plainestCell } from '../../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, MixedCell, UniformCell } from '../../../../../generators/recipe/recipe.ts';
import type { ImageFile } from '../../../../map/file/image-file.ts';

/** Parts of a block that a bracket tells apart. */
const parts = 32;
/** Bytes of the blocks in which most hosts keep holes. */
const holeBlock = 4096;

/** Neighbouring blocks of data in a file. */
export interface DataBlocks {
  /** Where the first one is in the file, in bytes. */
  readonly host: number;
  /** Bytes of a block. */
  readonly unit: number;
  readonly count: number;
  /** Where the guest's bytes end in the file, perhaps inside the last block. */
  readonly dataEnd: number;
}

/** The cells of blocks of data: which of their parts were written, by the holes of the file. */
export function* dataCells(file: ImageFile, { host, unit, count, dataEnd }: DataBlocks): Generator<CellRun> {
  for (let block = 0; block < count; ) {
    const at = host + block * unit;
    const { hole, end } = file.segmentAt(at, file.length);
    const whole = Math.min(count - block, Math.floor((end - at) / unit));
    if (whole > 0) yield { state: hole ? 'data-hole' : 'data', count: whole };
    else yield { ...cellOfParts(file, at, unit, dataEnd), count: 1 };
    block += Math.max(1, whole);
  }
}

/**
 * A part counts as written if it has data further from its ends than data beside it reaches into it. Past the end of the data
 * parts are like the last one.
 */
function cellOfParts(file: ImageFile, at: number, unit: number, dataEnd: number): UniformCell | MixedCell {
  const part = unit / parts;
  const edge = Math.min(holeBlock, part / 2) - 1;
  const subclusters = Array.from({ length: parts }, (_, index) => {
    const start = Math.min(at + index * part, dataEnd - part);
    const { hole, end } = file.segmentAt(start + edge, file.length);
    const isHole = hole && end >= start + part - edge;
    return { state: isHole ? ('data-hole' as const) : ('data' as const), count: 1 };
  });
  return plainestCell({ state: 'mixed', subclusters });
}
