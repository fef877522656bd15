import * as fc from 'fast-check';

/** Constraints of `layerSize`. */
export interface LayerSizeConstraints {
  /** Bytes per cell. */
  unit: number;
  /** Length of the row, in cells. */
  cells: number;
  /**
   * The most bytes of a layer whose size has any number of digits.
   * @defaultValue 0: sizes are near the end of the row
   */
  longest?: number;
  /**
   * How often the size isn't a whole number of sectors, in percent.
   * @defaultValue 2
   */
  oddBytes?: number;
}

const sector = 512;

/**
 * For sizes in bytes of a layer with a given row: mostly the end of the row, else inside its last cell, slightly longer,
 * or much longer.
 */
export function layerSize(constraints: LayerSizeConstraints): fc.Arbitrary<bigint> {
  const { unit, cells, longest = 0, oddBytes = 2 } = constraints;
  if (oddBytes < 0 || oddBytes > 100) throw new RangeError('layerSize: oddBytes must be 0 to 100');
  const end = unit * cells;
  const lastCell = Math.max(0, end - unit);
  const inLastCell = fc
    .integer({ min: 1, max: Math.max(1, Math.ceil(unit / sector) - 1) })
    .map(sectors => Math.min(end, lastCell + sectors * sector));
  const longer = fc.integer({ min: 1, max: 9 });
  const most = Math.floor(Math.log10(Math.max(1, longest / 3)));
  const digits = fc.integer({ min: 0, max: most }).map(power => Math.max(end, 3 * 10 ** power));
  const odd = fc.integer({ min: 1, max: unit - 1 }).map(bytes => (cells === 0 ? 0 : lastCell + bytes));
  return fc
    .oneof(
      { weight: (100 - oddBytes) * 6, arbitrary: fc.constant(end) },
      { weight: (100 - oddBytes) * 2, arbitrary: inLastCell },
      { weight: 100 - oddBytes, arbitrary: longer.map(sectors => end + sectors * sector) },
      { weight: 100 - oddBytes, arbitrary: longer.map(units => end + units * unit) },
      { weight: longest > 0 ? 100 - oddBytes : 0, arbitrary: digits },
      { weight: oddBytes * 10, arbitrary: odd },
    )
    .map(BigInt);
}
