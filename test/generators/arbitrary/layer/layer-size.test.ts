import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layerSize } from '../../../../generators/arbitrary/layer/layer-size.ts';

test('a size ends inside the last cell, at its end, or after it', () => {
  const shape = fc.record({ unit: fc.constantFrom(512, 1024, 65536), cells: fc.nat({ max: 9 }) });
  const drawn = shape.chain(given => fc.tuple(fc.constant(given), layerSize({ ...given, oddBytes: 50 })));
  fc.assert(
    fc.property(drawn, ([{ unit, cells }, size]) => {
      if (cells > 0) expect(size).toBeGreaterThan(unit * (cells - 1));
      expect(size).toBeLessThanOrEqual(unit * (cells + 9));
    }),
  );
});

test('without odd bytes every size is a whole number of sectors', () => {
  fc.assert(fc.property(layerSize({ unit: 4096, cells: 3, oddBytes: 0 }), size => size % 512n === 0n));
});
