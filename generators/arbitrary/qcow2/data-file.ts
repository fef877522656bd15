import * as fc from 'fast-check';
import type { Qcow2Layer } from '../../recipe/recipe.ts';
import { nowAndThen } from '../../wish/now-and-then.ts';

/** Constraints of `dataFile`. */
export interface DataFileConstraints {
  /** The file name of the layer. The data file gets the same name with another ending. */
  name: string;
}

/**
 * For an external data file of a layer (version 3), raw now and then. Now and then the layer is a skeleton: such sparse
 * metadata, which qemu-img writes too, looks preallocated, and then holes of the data file are visible.
 */
export function dataFile(
  constraints: DataFileConstraints,
): fc.Arbitrary<Pick<Qcow2Layer, 'dataFile' | 'dataFileRaw' | 'skeleton'>> {
  const named = { dataFile: `${constraints.name.replace(/\.[^./]*$/, '')}.data` };
  const file = fc.oneof(
    { weight: 2, arbitrary: fc.constant(named) },
    { weight: 1, arbitrary: fc.constant({ ...named, dataFileRaw: true as const }) },
  );
  const sparseness = nowAndThen(4, fc.constant({ skeleton: true as const }));
  return fc.tuple(file, sparseness).map(([names, sparse]) => ({ ...names, ...sparse }));
}
