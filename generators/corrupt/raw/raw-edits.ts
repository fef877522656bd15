import * as fc from 'fast-check';
import type { Edit, RawLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { lengthEdits } from '../length-edits.ts';
import { noiseEdits } from '../noise-edits.ts';
import { wordHex } from '../word-hex.ts';

/** What readers take for a qcow2 of some version, with too little behind it. */
const heads = [0n, 1n, 2n, 3n, 4n, 0xffffffffn].map(version => wordHex(0x514649fbn, 4) + wordHex(version, 4));

/** For damage of a raw layer: another length, or bytes at its start, those of a qcow2 file among them. */
export function rawEdits(layer: RawLayer): fc.Arbitrary<Edit[]> {
  const length = virtualSize(layer);
  const head = fc.constantFrom(...heads).map((bytes): Edit[] => [{ field: 'byte', at: 0n, bytes }]);
  return fc.oneof(head, lengthEdits([length], length), noiseEdits([0n]));
}
