import type { HeaderExtension } from '../../../../../generators/recipe/recipe.ts';
import { extensionsEnd, type Header } from '../../../../map/drivers/qcow2/header/header.ts';
import type { ImageFile } from '../../../../map/file/image-file.ts';

/** The types of extensions that are attributes of a recipe, or refer to other parts of the file. */
export const extensionTypes = {
  backingFormat: 0xe2792aca,
  dataFile: 0x44415441,
  luks: 0x0537be77,
  bitmaps: 0x23852875,
  featureNames: 0x6803f857,
} as const;

/** All header extensions in their order. They are valid, because the image was opened. */
export function headerExtensions(file: ImageFile, header: Header): HeaderExtension[] {
  const found: HeaderExtension[] = [];
  const end = extensionsEnd(header);
  for (let at = header.headerLength; at + 8 <= end; ) {
    const head = file.read(at, 8);
    const [type, length] = [head.readUInt32BE(0), head.readUInt32BE(4)];
    if (type === 0) break;
    found.push({ type, data: file.read(at + 8, length).hex() });
    at += 8 + Math.ceil(length / 8) * 8;
  }
  return found;
}

/** The data of an extension as text; undefined if there is none of this type. */
export function extensionText(extensions: readonly HeaderExtension[], type: number): string | undefined {
  const data = extensions.find(extension => extension.type === type)?.data;
  return data === undefined ? undefined : Buffer.from(data, 'hex').toString().split('\0', 1)[0]!;
}

/** Whether the first entry of the refcount table is valid for qemu: its block is aligned to clusters. */
export function hasSoundTable(file: ImageFile, header: Header): boolean {
  return Number(firstBlock(file, header)) % 2 ** header.clusterBits === 0;
}

/** Whether the image has refcounts: that of the cluster of the header isn't 0. */
export function countsReferences(file: ImageFile, header: Header): boolean {
  const at = firstBlock(file, header);
  if (at === 0n) return false;
  if (!hasSoundTable(file, header)) return true;
  const block = file.read(Number(at), 8);
  const bits = 2 ** header.refcountOrder;
  if (bits < 8) return (block[0]! & (2 ** bits - 1)) !== 0;
  return block.subarray(0, bits / 8).some(byte => byte !== 0);
}

/** The offset of the first refcount block; bits 0 to 8 of an entry are reserved. */
function firstBlock(file: ImageFile, header: Header): bigint {
  return file.read(Number(header.refcountTableOffset), 8).readBigUInt64BE(0) & ~0x1ffn;
}
