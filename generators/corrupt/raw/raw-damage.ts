import * as fc from 'fast-check';
import type { Edit, RawLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { FormatDamage } from '../format-damage.ts';
import { lengthEdits } from '../length-edits.ts';
import { noiseEdits } from '../noise-edits.ts';
import { wordHex } from '../word-hex.ts';

/** Magic and version of qcow2, with too little after them. */
const heads = [0n, 1n, 2n, 3n, 4n, 0xffffffffn].map(version => wordHex(0x514649fbn, 4) + wordHex(version, 4));

/** Another length, or bytes at the start, which may look like a qcow2 header. */
export const rawDamage: FormatDamage<RawLayer> = {
  edits(layer) {
    const length = virtualSize(layer);
    const head = fc.constantFrom(...heads).map((bytes): Edit[] => [{ field: 'byte', at: 0n, bytes }]);
    return fc.oneof(head, lengthEdits([length], length), noiseEdits([0n]));
  },
};
