import * as fc from 'fast-check';
import type { Qcow2Layer } from '../recipe/recipe.ts';

/** Constraints of `dataFile`. */
export interface DataFileConstraints {
  /** The file name of the layer: the data file is called alike. */
  name: string;
}

/** For an external data file beside a layer, raw now and then (version 3). */
export function dataFile(
  constraints: DataFileConstraints,
): fc.Arbitrary<Pick<Qcow2Layer, 'dataFile' | 'dataFileRaw'>> {
  const named = { dataFile: `${constraints.name.replace(/\.[^./]*$/, '')}.data` };
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(named) },
    { weight: 1, arbitrary: fc.constant({ ...named, dataFileRaw: true as const }) },
  );
}
