import * as fc from 'fast-check';
import type { HeaderExtension } from '../../recipe/recipe.ts';

/** Constraints of `headerExtensions`. */
export interface HeaderExtensionsConstraints {
  /**
   * Whether one may look like the name of a data file: not where there is one.
   * @defaultValue true
   */
  dataFileNames?: boolean;
}

/** Feature names, which only messages about unknown features use. */
const featureNames = 0x6803f857;

/** The name of a data file, which means nothing where the header says that there is none. */
const dataFileName = 0x44415441;

/** Programs skip the extensions they don't know; these types mean nothing to any. */
const unknown = [0x00000001, 0x12345678, 0xfffffffe];

/** For one or two header extensions that no program may mind, short enough to fit 512-byte clusters beside a name. */
export function headerExtensions(
  constraints: HeaderExtensionsConstraints = {},
): fc.Arbitrary<HeaderExtension[]> {
  const { dataFileNames = true } = constraints;
  const types = [featureNames, ...(dataFileNames ? [dataFileName] : []), ...unknown];
  const data = fc
    .array(fc.integer({ min: 0, max: 255 }), { maxLength: 24, size: 'max' })
    .map(bytes => Buffer.from(bytes).toString('hex'));
  const extension = fc.record({ type: fc.constantFrom(...types), data });
  return fc.array(extension, { minLength: 1, maxLength: 2, size: 'max' });
}
