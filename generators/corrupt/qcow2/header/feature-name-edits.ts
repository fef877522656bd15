import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import type { Landmarks } from '../landmarks.ts';
import { extensionTypes, featureName } from './extension-bytes.ts';
import { onlyExtension } from './only-extension.ts';

/** Bits of incompatible features that no program knows. */
const unknownBits = [5, 6, 7, 13, 31, 32, 62, 63];

/** Kinds of a feature: incompatible, compatible, autoclear. Only names of the first kind matter here. */
const kinds = [0, 0, 1, 2];

const names = ['a', 'five', 'a b', 'ünï', "it's", 'x'.repeat(46)];

/**
 * For one to three unknown features of a header of version 3, and a table after the header that names one of them, and
 * perhaps others. An empty name ends the table.
 */
export function featureNameEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const bits = fc.subarray(unknownBits, { minLength: 1, maxLength: 3 });
  return bits.chain(set => {
    const named = fc.tuple(fc.constant(0), fc.constantFrom(...set), fc.constantFrom(...names));
    const any = fc.tuple(
      fc.constantFrom(...kinds),
      fc.constantFrom(...set, 6),
      fc.constantFrom(...names, ''),
    );
    return fc.tuple(named, fc.array(any, { maxLength: 2, size: 'max' })).map(([first, rest]): Edit[] => {
      const entries = [first, ...rest];
      const table = entries.map(([kind, at, name]) => featureName(kind, at, name)).join('');
      return [
        ...onlyExtension(landmarks, extensionTypes.featureNames, table),
        { field: 'header', name: 'incompatible_features', value: sum(set) },
      ];
    });
  });
}

function sum(bits: readonly number[]): bigint {
  return bits.reduce((word, bit) => word | (1n << BigInt(bit)), 0n);
}
