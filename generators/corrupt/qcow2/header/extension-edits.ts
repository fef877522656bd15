import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import type { Landmarks } from '../landmarks.ts';
import { extensionBytes } from './extension-bytes.ts';
import { headerEdit } from './header-edits.ts';

/** Header fields that make extensions matter: unknown features are printed by name, encryption needs its header. */
const listeners = ['incompatible_features', 'autoclear_features', 'crypt_method', 'backing_file_offset'];

/**
 * For one to four header extensions after the header, where they may overwrite a backing name. Now and then the end
 * marker is missing. Mostly a header field that makes an extension matter changes too.
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
