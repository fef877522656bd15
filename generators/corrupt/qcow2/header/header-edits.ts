import * as fc from 'fast-check';
import { headerFields } from '../../../recipe/qcow2/header-field.ts';
import type { Edit } from '../../../recipe/recipe.ts';
import { interestingValue } from '../../interesting-value.ts';
import type { Landmarks } from '../landmarks.ts';
import { headerLimits, quicklyReadSnapshots } from './header-limits.ts';

/** Fields that are checked together: all have to change before the last one is read. */
const together = [
  ['header_length', 'compression_type', 'incompatible_features'],
  ['nb_snapshots', 'snapshots_offset'],
  ['backing_file_offset', 'backing_file_size'],
  ['refcount_table_offset', 'refcount_table_clusters'],
  ['l1_size', 'l1_table_offset'],
  ['incompatible_features', 'autoclear_features'],
  ['refcount_order', 'refcount_table_offset'],
] as const;

/** One header field with an interesting value. */
export function headerEdit(name: string, landmarks: Landmarks): fc.Arbitrary<Edit> {
  const { width } = headerFields.get(name)!;
  const near = headerLimits(name, landmarks);
  return interestingValue({ width, unit: landmarks.layout.clusterSize, near }).map(value => ({
    field: 'header',
    name,
    value: name === 'nb_snapshots' ? quicklyReadSnapshots(value) : value,
  }));
}

/** For damage of the header: mostly one field, now and then several that are checked together. */
export function headerEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const one = fc.constantFrom(...headerFields.keys()).map(name => [name]);
  const some = fc.constantFrom(...together).map(names => [...names]);
  return fc
    .oneof({ weight: 5, arbitrary: one }, { weight: 2, arbitrary: some })
    .chain(names => fc.tuple(...names.map(name => headerEdit(name, landmarks))));
}
