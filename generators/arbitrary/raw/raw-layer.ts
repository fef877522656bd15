import * as fc from 'fast-check';
import { cellCount } from '../../recipe/cells/cell-row.ts';
import type { RawLayer } from '../../recipe/recipe.ts';
import { cellRow } from '../layer/cell-row.ts';
import { layerSize } from '../layer/layer-size.ts';
import { plainCell } from '../layer/plain-cell.ts';

/** Constraints of `rawLayer`. */
export interface RawLayerConstraints {
  /**
   * File name.
   * @defaultValue 'base.raw'
   */
  name?: string;
  /**
   * The approximate length of the longest row, in bytes.
   * @defaultValue 786432
   */
  maxBytes?: number;
}

/** The data of one layer takes at most this many bytes. */
const writtenBytes = 192 * 1024;

const mostCells = 64;

/**
 * For raw layers, not in normal form. Units are mostly 4096 or 65536, since file systems keep holes in blocks of 4096;
 * now and then 512, where holes beside data vanish.
 */
export function rawLayer(constraints: RawLayerConstraints = {}): fc.Arbitrary<RawLayer> {
  const { name = 'base.raw', maxBytes = 786432 } = constraints;
  if (maxBytes < 1) throw new RangeError('rawLayer: maxBytes must be at least 1');
  const unit = fc.oneof(
    { weight: 5, arbitrary: fc.constant(4096) },
    { weight: 4, arbitrary: fc.constant(65536) },
    { weight: 1, arbitrary: fc.constant(512) },
  );
  return unit.chain(unit => {
    const maxCells = Math.min(mostCells, Math.ceil(maxBytes / unit));
    const states = plainCell({ states: ['unallocated', 'data'] });
    return cellRow({ maxCells, maxWritten: writtenBytes / unit, cells: states }).chain(cells =>
      fc.record({
        format: fc.constant('raw' as const),
        name: fc.constant(name),
        unit: fc.constant(unit),
        cells: fc.constant(cells),
        size: layerSize({ unit, cells: cellCount(cells), oddBytes: 15 }),
      }),
    );
  });
}
