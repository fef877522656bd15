import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';
import { extensionBytes } from './extension-bytes.ts';
import { headerEdit } from './header-edits.ts';
import type { Landmarks } from './landmarks.ts';

/** Fields that give the extensions something to say: unknown features want names, encryption wants its header. */
const listeners = ['incompatible_features', 'autoclear_features', 'crypt_method', 'backing_file_offset'];

/**
 * For other header extensions in the place of what stands behind the header (a backing name, perhaps): one to four,
 * without an end now and then, and mostly with a header field that they speak to.
 */
export function extensionEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { headerEnd, layout } = landmarks;
  const extensions = fc.array(extensionBytes(landmarks), { minLength: 1, maxLength: 4, size: 'max' });
  const end = fc.constantFrom('', '0'.repeat(16), '0'.repeat(16));
  const written = fc.tuple(extensions, end).map(([parts, last]): Edit => {
    const bytes = (parts.join('') + last).slice(0, 2 * (layout.clusterSize - headerEnd));
    return { field: 'byte', at: BigInt(headerEnd), bytes };
  });
  const fields = fc.subarray(listeners, { maxLength: 2 });
  return fields
    .chain(names => fc.tuple(written, ...names.map(name => headerEdit(name, landmarks))))
    .map(edits => [...edits]);
}
