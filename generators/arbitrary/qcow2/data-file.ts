import * as fc from 'fast-check';
import type { Qcow2Layer } from '../../recipe/recipe.ts';
import { nowAndThen } from '../../wish/now-and-then.ts';

/** Constraints of `dataFile`. */
export interface DataFileConstraints {
  /** The file name of the layer: the data file is called alike. */
  name: string;
}

/**
 * For an external data file beside a layer, raw now and then (version 3). The layer is now and then a skeleton: metadata
 * written so sparsely, as qemu-img itself writes it, looks preallocated, and holes of the data file show.
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
