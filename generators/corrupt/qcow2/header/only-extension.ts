import type { Edit } from '../../../recipe/recipe.ts';
import { wordHex } from '../../word-hex.ts';
import type { Landmarks } from '../landmarks.ts';

/**
 * One extension after the header, then the end marker. They overwrite what stood there, so the header names no backing
 * file any more: extensions end where that name begins.
 *
 * @param data in hexadecimal
 */
export function onlyExtension({ headerEnd }: Landmarks, type: bigint, data: string): Edit[] {
  const bytes = BigInt(data.length / 2);
  const padded = data.padEnd(16 * Math.ceil(data.length / 16), '0');
  return [
    {
      field: 'byte',
      at: BigInt(headerEnd),
      bytes: wordHex(type, 4) + wordHex(bytes, 4) + padded + '0'.repeat(16),
    },
    { field: 'header', name: 'backing_file_offset', value: 0n },
  ];
}
