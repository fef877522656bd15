import type { HeaderBacking } from '../backing.ts';
import { byteLength } from '../byte-length.ts';
import { traitsOf } from '../formats.ts';
import type { Layer } from '../recipe.ts';
import { textMistake } from './text-mistake.ts';
import type { Complaint } from './validity.ts';

/** The longest backing file name that qemu reads, in bytes (section "Header" of the qcow2 specification). */
const longest = 1023;

/** What is wrong with the name of the backing file in a header. */
export function backingNameMistake(layer: Layer, { name }: HeaderBacking): Complaint {
  const mistake = name === null ? undefined : textMistake(name);
  if (mistake !== undefined) return { part: 'backing', message: `the backing name ${mistake}` };
  const { endsNames } = traitsOf(layer);
  if (endsNames !== undefined && name?.includes(endsNames) === true)
    return {
      part: 'backing',
      message: `the backing name of a ${layer.format} layer can't hold ${endsNames}`,
    };
  if (layer.backing === '') return { part: 'backing', message: 'the backing name is empty' };
  if (byteLength(name ?? '') > longest)
    return { part: 'backing', message: `the backing name is longer than ${longest} bytes` };
  return undefined;
}
