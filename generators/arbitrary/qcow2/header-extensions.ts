import * as fc from 'fast-check';
import type { HeaderExtension } from '../../recipe/recipe.ts';

/** Constraints of `headerExtensions`. */
export interface HeaderExtensionsConstraints {
  /**
   * Whether an extension may look like the name of a data file. A layer with a data file must not have one.
   * @defaultValue true
   */
  dataFileNames?: boolean;
}

/** Feature names, used only in messages about unknown features. */
const featureNames = 0x6803f857;

/** The name of a data file, which has no effect if the header says that there is no data file. */
const dataFileName = 0x44415441;

/** Types that no program knows. Programs skip unknown extensions. */
const unknown = [0x00000001, 0x12345678, 0xfffffffe];

/** For one or two header extensions that change nothing, short enough to fit 512-byte clusters together with a name. */
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
