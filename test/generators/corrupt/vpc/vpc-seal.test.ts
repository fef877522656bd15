import { expect, test } from 'vitest';
import { vpcSeal } from '../../../../generators/corrupt/vpc/vpc-seal.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import type { BlockLayer, Edit } from '../../../../generators/recipe/recipe.ts';
import { blockLayoutOf } from '../../../../generators/write/blocks/block-files.ts';
import { written } from '../../write/written.ts';

const edits: readonly Edit[] = [
  { field: 'header', name: 'creator', value: 0x7770_6320n },
  { field: 'byte', at: 100n, bytes: 'ff01' },
];

test.each(['a vpc 64k |.#|', 'a vpc 64k sub=fixed |#|'])('the sum of all bytes fits again: %s', picture => {
  const layer = parseCase(picture).recipe.layers[0] as BlockLayer;
  const bytes = written({ ...layer, edits: [...edits, ...vpcSeal(layer, edits)] } as BlockLayer);
  const { headerAt } = blockLayoutOf(layer);
  const footer = bytes.subarray(headerAt, headerAt + 512);
  const stored = footer.readUInt32BE(64);
  footer.writeUInt32BE(0, 64);
  expect(stored).toBe(~footer.reduce((sum, byte) => sum + byte, 0) >>> 0);
});
